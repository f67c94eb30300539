#ifndef CONFIGURATION_KEYS_H
#define CONFIGURATION_KEYS_H

/*
 * The keys of a configuration: one row each. A new key is a row here, its
 * words in rules/schemas/configuration.schema.json, and a line in
 * docs/formats/configuration.md; a test compares the three.
 */

#include <stdbool.h>
#include <stddef.h>

enum key_kind {
	KEY_IGNORED,	  /* anything: "$schema", which editors read */
	KEY_FLAG,	  /* bool */
	KEY_NEGATED_FLAG, /* bool, stored as its opposite */
	KEY_TWO_WORDS,	  /* bool: is it the second of the words? */
	KEY_WORD,	  /* an enum whose values count the words */
	KEY_PERCENT,	  /* double, 0 to 100 */
	KEY_SECONDS,	  /* double, 0 to a day */
	KEY_STRING,	  /* char *, not empty */
	KEY_NAME,	  /* char *, a file's name without a folder */
	KEY_PATH,	  /* char *, normalised */
	KEY_POINTER,	  /* char *, RFC 6901 */
	KEY_VERSION,	  /* unsigned int: minor version of Python 3 */
	KEY_STRINGS,	  /* char **, each not empty */
	KEY_PATHS,	  /* char **, each normalised */
	KEY_FOLDERS,	  /* char **, the same; "" is the top */
	KEY_GLOBS,	  /* struct glob_list * */
	KEY_SOME_GLOBS,	  /* the same, at least one */
	KEY_LANES,	  /* struct lane *, and n_lanes */
	KEY_TARGETS,	  /* GHashTable *: tag -> percent, added to */
	KEY_DEFAULT_LANE, /* char *, a lane that has a target */
	KEY_FLOORS,	  /* GHashTable *: code lane -> percent */
	KEY_CHECKS,	  /* GHashTable *: checker -> settings */
	KEY_SEVERITIES,	  /* struct checker_settings: rule -> severity */
	KEY_HOOK,	  /* GHashTable *: the hook -> checkers */
};

struct configuration_key {
	const char *name; /* "imports.style": the key 'style' of 'imports' */
	enum key_kind kind;
	size_t offset;		  /* of the member it sets */
	const char *fallback;	  /* JSON; NULL: the member stays as it is */
	const char *const *words; /* KEY_WORD, KEY_TWO_WORDS; NULL-ended */
	bool is_required;
};

/*
 * The keys of the file, in the order in which they are read: what one kind
 * looks up stands before it. The table ends with a NULL name.
 */
extern const struct configuration_key configuration_keys[];

/* The keys of one lane in "lanes", and of one checker in "checks". */
extern const struct configuration_key lane_keys[];
extern const struct configuration_key checker_keys[];

/* The values of a rule's severity: those of enum severity, then "off". */
extern const char *const severity_words[];
#define SEVERITY_OFF 3

#endif
