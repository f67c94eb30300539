/* glob - lists of globs as gitignore(5) writes them, over whole paths. */

#include <config.h>

#include "glob.h"

#include <stdint.h>

#include "cleanup.h"

/*
 * A pattern is compiled to segments, the parts between its slashes. "**"
 * stands for any number of a path's parts as '*' does for any number of
 * bytes of one part, and both are matched the same way: on a mismatch only
 * the last star takes in one more. A match so costs at most the product of
 * the lengths, whatever the pattern.
 */

enum atom_kind {
	ATOM_BYTE,
	ATOM_ANY,   /* ? */
	ATOM_CLASS, /* [a-z] */
	ATOM_STAR,  /* * */
};

struct atom {
	enum atom_kind kind;
	unsigned char byte;
	uint32_t class[8]; /* a bit for each byte of ATOM_CLASS */
};

struct segment {
	bool is_any_folders; /* "**" */
	/* Most segments are a name, or '*' and the end of a name: then this
	   is set and has no wildcard. */
	char *literal;
	size_t literal_size;
	bool is_suffix; /* literal stands behind a '*' */
	GArray *atoms;	/* struct atom, unless literal */
};

struct glob {
	bool is_negated;
	bool is_folder;	  /* ended in '/': matches what lies below only */
	GArray *segments; /* struct segment */
};

struct glob_list {
	GArray *globs; /* struct glob */
	unsigned int n_owners;
};

/* ---- compiling ------------------------------------------------------- */

static void segment_release(gpointer data)
{
	struct segment *segment = data;

	g_free(segment->literal);
	if (segment->atoms)
		g_array_unref(segment->atoms);
}

static void glob_release(gpointer data)
{
	g_array_unref(((struct glob *)data)->segments);
}

static void class_add(struct atom *atom, unsigned int first, unsigned int last)
{
	for (unsigned int byte = first; byte <= last; byte++)
		atom->class[byte / 32] |= UINT32_C(1) << byte % 32;
}

static bool class_has(const struct atom *atom, unsigned char byte)
{
	return atom->class[byte / 32] >> byte % 32 & 1;
}

/* Adds the bytes of a POSIX class; its name is the size bytes at name. */
static bool class_add_named(struct atom *atom, const char *name, size_t size)
{
	static const struct {
		const char *name;
		const char *ranges; /* pairs of first and last byte */
	} classes[] = {
		{"alnum", "09AZaz"},   {"alpha", "AZaz"},
		{"blank", "\t\t  "},   {"cntrl", "\x01\x1f\x7f\x7f"},
		{"digit", "09"},       {"graph", "!~"},
		{"lower", "az"},       {"print", " ~"},
		{"punct", "!/:@[`{~"}, {"space", "\t\r  "},
		{"upper", "AZ"},       {"xdigit", "09AFaf"},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(classes); i++) {
		const char *range = classes[i].ranges;

		if (strlen(classes[i].name) != size ||
		    strncmp(classes[i].name, name, size) != 0)
			continue;
		for (; *range; range += 2)
			class_add(atom, (unsigned char)range[0],
				  (unsigned char)range[1]);
		return true;
	}
	return false;
}

/* Reads one byte of a class, escaped or not; false at the pattern's end. */
static bool class_byte(const char **at, unsigned char *out)
{
	if (**at == '\\')
		(*at)++;
	*out = (unsigned char)**at;
	if (!*out)
		return false;
	(*at)++;
	return true;
}

/*
 * Reads a class; *at stands behind its '['. A ']' that comes first is one of
 * its bytes. Moves *at behind the closing ']'.
 */
static const char *compile_class(const char **at, struct atom *atom)
{
	static const char unclosed[] = "a '[' is not closed";
	bool is_negated = **at == '!' || **at == '^';
	bool is_first = true;

	*atom = (struct atom){.kind = ATOM_CLASS};
	*at += is_negated;
	for (; is_first || **at != ']'; is_first = false) {
		unsigned char first, last;

		if (g_str_has_prefix(*at, "[:")) {
			const char *name = *at + 2;
			size_t size = strcspn(name, "]");

			/* Without ":]" it is a '[' and a ':' like any other. */
			if (name[size] && size && name[size - 1] == ':') {
				if (!class_add_named(atom, name, size - 1))
					return "an unknown class in '[: :]'";
				*at = name + size + 1;
				continue;
			}
		}
		if (!class_byte(at, &first))
			return unclosed;
		last = first;
		if (**at == '-' && (*at)[1] && (*at)[1] != ']') {
			(*at)++;
			if (!class_byte(at, &last))
				return unclosed;
		}
		class_add(atom, first, last);
	}
	(*at)++;
	for (size_t i = 0; is_negated && i < G_N_ELEMENTS(atom->class); i++)
		atom->class[i] = ~atom->class[i];
	return NULL;
}

/* The bytes of atoms from first on, owned by the caller; NULL: not only such.
 */
static char *literal_of(const GArray *atoms, guint first)
{
	g_autoptr(GString) literal = g_string_new(NULL);

	for (guint i = first; i < atoms->len; i++) {
		const struct atom *atom = &g_array_index(atoms, struct atom, i);

		if (atom->kind != ATOM_BYTE)
			return NULL;
		g_string_append_c(literal, (char)atom->byte);
	}
	return g_string_free(g_steal_pointer(&literal), FALSE);
}

/* Appends a segment of these atoms, which are taken. */
static const char *add_segment(struct glob *glob, GArray *atoms)
{
	struct segment segment = {.atoms = atoms};

	segment.is_suffix =
		atoms->len &&
		g_array_index(atoms, struct atom, 0).kind == ATOM_STAR;
	segment.literal = literal_of(atoms, segment.is_suffix);
	if (segment.literal) {
		segment.literal_size = strlen(segment.literal);
		g_clear_pointer(&segment.atoms, g_array_unref);
	}
	g_array_append_val(glob->segments, segment);
	if (!segment.literal || segment.is_suffix)
		return NULL;
	if (!segment.literal_size)
		return "an empty name between slashes";
	if (strcmp(segment.literal, ".") == 0 ||
	    strcmp(segment.literal, "..") == 0)
		return "paths have no '.' and '..'";
	return NULL;
}

/* Reads one atom; *at moves behind it. */
static const char *compile_atom(const char **at, GArray *atoms)
{
	struct atom atom = {.kind = ATOM_BYTE};
	const char *message = NULL;

	switch (*(*at)++) {
	case '*':
		atom.kind = ATOM_STAR;
		while (**at == '*')
			(*at)++;
		break;
	case '?':
		atom.kind = ATOM_ANY;
		break;
	case '[':
		message = compile_class(at, &atom);
		break;
	case '\\':
		if (!**at)
			return "a '\\' with nothing behind it";
		atom.byte = (unsigned char)*(*at)++;
		break;
	default:
		atom.byte = (unsigned char)(*at)[-1];
		break;
	}
	if (!message)
		g_array_append_val(atoms, atom);
	return message;
}

/* Reads one segment; *at moves to the '/' behind it or to the end. */
static const char *compile_segment(const char **at, struct glob *glob)
{
	g_autoptr(GArray) atoms =
		g_array_new(FALSE, FALSE, sizeof(struct atom));
	const char *message;

	while (**at && **at != '/' && !g_str_has_prefix(*at, "\\/")) {
		message = compile_atom(at, atoms);
		if (message)
			return message;
	}
	if (**at == '\\')
		(*at)++;
	return add_segment(glob, g_steal_pointer(&atoms));
}

/* Is this a whole segment of "**", of which git takes longer runs too? */
static bool is_any_folders(const char *at)
{
	const char *end = at + strspn(at, "*");

	return end - at > 1 && (*end == '/' || g_str_has_prefix(end, "\\/"));
}

static const char *compile(const char *pattern, struct glob *glob)
{
	static const struct segment any_folders = {.is_any_folders = true};
	g_autofree char *body = NULL;
	const char *at, *message;
	size_t size;

	glob->is_negated = *pattern == '!';
	body = g_strdup(pattern + glob->is_negated);
	size = strlen(body);
	glob->is_folder = size && body[size - 1] == '/';
	if (glob->is_folder)
		body[size - 1] = '\0';
	if (!*body)
		return "an empty pattern";
	at = body;
	if (!strchr(body, '/'))
		g_array_append_val(glob->segments, any_folders);
	else if (*at == '/')
		at++;
	for (;; at++) {
		/* "**" at the end is as good as '*': all below follows. */
		if (is_any_folders(at)) {
			g_array_append_val(glob->segments, any_folders);
			at = strchr(at, '/');
			continue;
		}
		message = compile_segment(&at, glob);
		if (message || !*at)
			return message;
	}
}

struct glob_list *glob_list_new(void)
{
	struct glob_list *list = g_new0(struct glob_list, 1);

	list->globs = g_array_new(FALSE, FALSE, sizeof(struct glob));
	g_array_set_clear_func(list->globs, glob_release);
	list->n_owners = 1;
	return list;
}

struct glob_list *glob_list_ref(struct glob_list *list)
{
	list->n_owners++;
	return list;
}

void glob_list_free(struct glob_list *list)
{
	if (!list || --list->n_owners)
		return;
	g_array_unref(list->globs);
	g_free(list);
}

bool glob_list_add(struct glob_list *list, const char *pattern,
		   const char **out_message)
{
	struct glob glob = {0};
	const char *message;

	glob.segments = g_array_new(FALSE, FALSE, sizeof(struct segment));
	g_array_set_clear_func(glob.segments, segment_release);
	message = compile(pattern, &glob);
	if (message) {
		glob_release(&glob);
		*out_message = message;
		return false;
	}
	g_array_append_val(list->globs, glob);
	return true;
}

bool glob_list_is_empty(const struct glob_list *list)
{
	return !list->globs->len;
}

/* ---- matching -------------------------------------------------------- */

static bool atom_matches(const struct atom *atom, char byte)
{
	switch (atom->kind) {
	case ATOM_BYTE:
		return (char)atom->byte == byte;
	case ATOM_CLASS:
		return class_has(atom, (unsigned char)byte);
	default:
		return atom->kind == ATOM_ANY;
	}
}

static bool atoms_match(const GArray *array, const char *name, size_t size)
{
	const struct atom *atoms = (const struct atom *)(void *)array->data;
	size_t n = array->len, i = 0, j = 0;
	size_t star = SIZE_MAX, star_end = 0;

	while (j < size) {
		if (i < n && atoms[i].kind == ATOM_STAR) {
			star = i++;
			star_end = j;
		} else if (i < n && atom_matches(&atoms[i], name[j])) {
			i++;
			j++;
		} else if (star != SIZE_MAX) {
			i = star + 1;
			j = ++star_end;
		} else {
			return false;
		}
	}
	while (i < n && atoms[i].kind == ATOM_STAR)
		i++;
	return i == n;
}

/* The part of a path between two slashes. */
struct path_part {
	const char *name;
	size_t size;
};

static bool segment_matches(const struct segment *segment,
			    const struct path_part *part)
{
	size_t size = segment->literal_size;

	if (!segment->literal)
		return atoms_match(segment->atoms, part->name, part->size);
	if (part->size < size || (part->size > size && !segment->is_suffix))
		return false;
	return memcmp(part->name + part->size - size, segment->literal, size) ==
	       0;
}

/*
 * Does the glob match the path or a folder above it? Taking in as little as
 * possible with each "**" leaves most of the path to lie below the match.
 */
static bool glob_matches(const struct glob *glob, const struct path_part *parts,
			 size_t n_parts)
{
	const struct segment *segments =
		(const struct segment *)(void *)glob->segments->data;
	size_t n = glob->segments->len, i = 0, j = 0;
	size_t star = SIZE_MAX, star_end = 0;

	while (i < n) {
		if (segments[i].is_any_folders) {
			star = i++;
			star_end = j;
		} else if (j == n_parts) {
			return false;
		} else if (segment_matches(&segments[i], &parts[j])) {
			i++;
			j++;
		} else if (star != SIZE_MAX) {
			i = star + 1;
			j = ++star_end;
		} else {
			return false;
		}
	}
	return j < n_parts || !glob->is_folder;
}

/* Splits a path at its slashes into parts, of which there is room enough. */
static void split(const char *path, struct path_part *parts)
{
	for (;; path++, parts++) {
		parts->name = path;
		parts->size = (size_t)(strchrnul(path, '/') - path);
		path += parts->size;
		if (!*path)
			return;
	}
}

bool glob_list_match(const struct glob_list *list, const char *path)
{
	struct path_part few[32], *parts = few;
	g_autofree struct path_part *many = NULL;
	size_t n_parts = 1;

	if (!list->globs->len)
		return false;
	for (const char *at = path; *at; at++)
		n_parts += *at == '/';
	if (n_parts > G_N_ELEMENTS(few))
		parts = many = g_new(struct path_part, n_parts);
	split(path, parts);
	for (guint i = list->globs->len; i-- > 0;) {
		const struct glob *glob =
			&g_array_index(list->globs, struct glob, i);

		if (glob_matches(glob, parts, n_parts))
			return !glob->is_negated;
	}
	return false;
}
