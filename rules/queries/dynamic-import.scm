; import_module(".m", __package__), with or without "importlib." before it and
; with the package as the second argument or by its keyword.
(call
  function: [
    (identifier) @function
    (attribute attribute: (identifier) @function)
  ]
  arguments: (argument_list
    . (string) @module
    . [
      (identifier) @package
      (string) @package
      (keyword_argument
        name: (identifier) @keyword
        value: [(identifier) (string)] @package)
    ]) @arguments)
