TODO write this module before the release
