# embed.awk - turns text files into a table of C strings.
#
# Each file is called by its path without the prefix 'top'. Every line ends
# with a newline; a NUL byte cannot be embedded.

BEGIN {
	print "/* embedded - texts of the source tree; made by m4/embed.awk. */"
	print "\n#include <config.h>\n"
	print "#include \"embedded.h\"\n"
	print "#include <string.h>\n"
	print "#include \"cleanup.h\"\n"
	print "static const struct embedded {"
	print "\tconst char *name;\n\tsize_t size;\n\tconst char *text;"
	print "} table[] = {"
}

FNR == 1 {
	finish()
	name = substr(FILENAME, length(top) + 1)
}

{
	size += length($0) + 1
	gsub(/\\/, "&&")
	gsub(/"/, "\\\"")
	gsub(/\t/, "\\t")
	gsub(/\r/, "\\r")
	text = text "\n\t\t\"" $0 "\\n\""
}

END {
	finish()
	print "\t{NULL, 0, NULL},\n};\n"
	print "const char *embedded_text(const char *name, size_t *out_size)\n{"
	print "\tconst struct embedded *entry = table;\n"
	print "\twhile (entry->name && strcmp(entry->name, name) != 0)"
	print "\t\tentry++;"
	print "\tif (entry->name && out_size)"
	print "\t\t*out_size = entry->size;"
	print "\treturn entry->text;\n}"
}

function finish() {
	if (name != "")
		printf "\t{\"%s\", %d,%s},\n", name, size, text
	size = 0
	text = ""
}
