/* json_doc - strict JSON with the span of every key and value. */

#include <config.h>

#include "json_doc.h"

#include <stdarg.h>

#include "cleanup.h"
#include "scan.h"

struct json_doc {
	struct json_node *nodes;
	uint32_t n_nodes;
	uint32_t capacity;
	char *strings; /* one behind the other; a byte larger than the text */
	size_t strings_size;
};

/* The unescaped text of a string, with a '\0' behind it. */
struct text {
	const char *bytes;
	size_t size;
};

/* The keys of one large object, in an open-addressed table of nodes. */
struct key_set {
	uint32_t *slots;
	size_t capacity;
	uint64_t seed[2];
	bool is_seeded;
};

struct parser {
	struct json_doc *doc;
	const unsigned char *start, *at, *end;
	unsigned int flags;
	unsigned int depth;
	uint32_t container;   /* the open one, or JSON_NONE */
	uint32_t last;	      /* the child of it that came last */
	struct span key_span; /* of the member whose value comes next */
	struct text key;
	struct key_set keys;
	struct json_error *error;
};

/* How far an object's keys are compared each with each. */
enum {
	FEW_MEMBERS = 16
};

/* ---- faults ---------------------------------------------------------- */

static bool G_GNUC_PRINTF(4, 5)
	fail(struct parser *parser, enum json_error_kind kind,
	     const unsigned char *at, const char *format, ...)
{
	va_list arguments;

	parser->error->kind = kind;
	parser->error->offset = (size_t)(at - parser->start);
	va_start(arguments, format);
	vsnprintf(parser->error->message, sizeof(parser->error->message),
		  format, arguments);
	va_end(arguments);
	return false;
}

static bool is_tail(unsigned char byte)
{
	return (byte & 0xc0) == 0x80;
}

/*
 * The length of the well-formed sequence of several bytes at the start of
 * bytes, or 0 (Unicode, table 3-7: no overlong forms, no surrogates).
 */
static size_t sequence_length(const unsigned char *bytes, size_t size)
{
	if (bytes[0] < 0xc2 || bytes[0] > 0xf4 || size < 2 ||
	    !is_tail(bytes[1]))
		return 0;
	if (bytes[0] < 0xe0)
		return 2;
	if ((bytes[0] == 0xe0 && bytes[1] < 0xa0) ||
	    (bytes[0] == 0xed && bytes[1] > 0x9f) ||
	    (bytes[0] == 0xf0 && bytes[1] < 0x90) ||
	    (bytes[0] == 0xf4 && bytes[1] > 0x8f))
		return 0;
	if (size < 3 || !is_tail(bytes[2]))
		return 0;
	if (bytes[0] < 0xf0)
		return 3;
	return size >= 4 && is_tail(bytes[3]) ? 4 : 0;
}

static bool fail_encoding(struct parser *parser)
{
	return fail(parser, JSON_ERROR_ENCODING, parser->at,
		    "invalid UTF-8 (byte 0x%02x)", *parser->at);
}

/* Fails where the parser is, naming what it found instead of expected. */
static bool fail_expected(struct parser *parser, const char *expected)
{
	const unsigned char *at = parser->at;
	size_t left = (size_t)(parser->end - at);
	size_t length = 1;

	if (!left)
		return fail(parser, JSON_ERROR_SYNTAX, at,
			    "expected %s, found the end of the text", expected);
	if (*at >= 0x80) {
		length = sequence_length(at, left);
		if (!length)
			return fail_encoding(parser);
	} else if (*at < 0x20 || *at == 0x7f) {
		return fail(parser, JSON_ERROR_SYNTAX, at,
			    "expected %s, found the control character U+%04X",
			    expected, *at);
	}
	return fail(parser, JSON_ERROR_SYNTAX, at, "expected %s, found '%.*s'",
		    expected, (int)length, (const char *)at);
}

/* Fails at something that is no value, as people write it by mistake. */
static bool fail_value(struct parser *parser)
{
	const unsigned char *at = parser->at;
	int length = 0;

	while (at + length < parser->end && length < 32 &&
	       (g_ascii_isalnum(at[length]) || at[length] == '_'))
		length++;
	if (length)
		return fail(parser, JSON_ERROR_SYNTAX, at,
			    "'%.*s' is no JSON value", length,
			    (const char *)at);
	if (at < parser->end && *at == '\'')
		return fail(parser, JSON_ERROR_SYNTAX, at,
			    "a string stands in double quotes");
	return fail_expected(parser, "a value");
}

/* ---- blanks and comments --------------------------------------------- */

/* Skips a comment; the parser stands on its '/'. */
static bool skip_comment(struct parser *parser)
{
	const unsigned char *opening = parser->at;
	bool is_block = parser->end - opening > 1 && opening[1] == '*';

	if (!(parser->flags & JSON_COMMENTS))
		return fail(parser, JSON_ERROR_SYNTAX, opening,
			    "JSON has no comments");
	if (!is_block && (parser->end - opening < 2 || opening[1] != '/'))
		return fail(parser, JSON_ERROR_SYNTAX, opening,
			    "a comment begins with '//' or '/*'");
	for (parser->at += 2; parser->at < parser->end; parser->at++) {
		size_t left = (size_t)(parser->end - parser->at);

		if (!is_block && (*parser->at == '\n' || *parser->at == '\r'))
			return true;
		if (is_block && left > 1 && memcmp(parser->at, "*/", 2) == 0) {
			parser->at += 2;
			return true;
		}
		if (*parser->at < 0x80)
			continue;
		if (!sequence_length(parser->at, left))
			return fail_encoding(parser);
		parser->at += sequence_length(parser->at, left) - 1;
	}
	return !is_block || fail(parser, JSON_ERROR_SYNTAX, opening,
				 "the comment is not closed");
}

static bool skip_blanks(struct parser *parser)
{
	for (; parser->at < parser->end; parser->at++) {
		/* An indented line. */
		if (*parser->at == '\n')
			parser->at = (const unsigned char *)scan_blanks(
				(const char *)parser->at + 1,
				(const char *)parser->end);
		while (parser->at < parser->end && *parser->at == '/')
			if (!skip_comment(parser))
				return false;
		if (parser->at == parser->end ||
		    (*parser->at != ' ' && *parser->at != '\n' &&
		     *parser->at != '\r' && *parser->at != '\t'))
			return true;
	}
	return true;
}

/* ---- strings --------------------------------------------------------- */

/*
 * Moves over the bytes of a string that stand for themselves. Returns false
 * at anything but the closing quote and a backslash.
 */
static bool skip_plain(struct parser *parser)
{
	const unsigned char *at = parser->at;
	size_t length;

	for (;; at += length) {
		at = (const unsigned char *)scan_json_string(
			(const char *)at, (const char *)parser->end);
		if (at == parser->end || *at < 0x80)
			break;
		length = sequence_length(at, (size_t)(parser->end - at));
		if (!length) {
			parser->at = at;
			return fail_encoding(parser);
		}
	}
	parser->at = at;
	if (at == parser->end)
		return fail(parser, JSON_ERROR_SYNTAX, at,
			    "the string is not closed");
	if (*at < 0x20)
		return fail(parser, JSON_ERROR_SYNTAX, at,
			    "the control character U+%04X must be escaped in "
			    "a string",
			    *at);
	return true;
}

/* Reads four hex digits into *out. */
static bool parse_hex(struct parser *parser, gunichar *out)
{
	gunichar value = 0;

	for (int i = 0; i < 4; i++, parser->at++) {
		if (parser->at == parser->end || !g_ascii_isxdigit(*parser->at))
			return fail(parser, JSON_ERROR_SYNTAX, parser->at,
				    "'\\u' needs four hexadecimal digits");
		value = value << 4 |
			(gunichar)g_ascii_xdigit_value((char)*parser->at);
	}
	*out = value;
	return true;
}

/*
 * Reads what follows '\u', the second half of a surrogate pair included, and
 * writes it to out as UTF-8. Returns its length, or 0.
 */
static size_t parse_unicode(struct parser *parser, char *out)
{
	const unsigned char *escape = parser->at - 2;
	gunichar value, low = 0;

	if (!parse_hex(parser, &value))
		return 0;
	if (value >= 0xd800 && value < 0xdc00 && parser->end - parser->at > 1 &&
	    memcmp(parser->at, "\\u", 2) == 0) {
		parser->at += 2;
		if (!parse_hex(parser, &low))
			return 0;
		if (low >= 0xdc00 && low < 0xe000)
			value = 0x10000 + ((value - 0xd800) << 10) +
				(low - 0xdc00);
	}
	if (value >= 0xd800 && value < 0xe000) {
		fail(parser, JSON_ERROR_ENCODING, escape,
		     "'\\u%04x' is a surrogate without its other half", value);
		return 0;
	}
	return (size_t)g_unichar_to_utf8(value, out);
}

/* Reads an escape and writes what it means to out; returns its length or 0. */
static size_t parse_escape(struct parser *parser, char *out)
{
	static const char letters[] = "\"\\/bfnrt";
	static const char meanings[] = "\"\\/\b\f\n\r\t";
	const unsigned char *escape = parser->at++;
	const char *letter;

	if (parser->at == parser->end) {
		fail(parser, JSON_ERROR_SYNTAX, parser->at,
		     "the string is not closed");
		return 0;
	}
	if (*parser->at == 'u') {
		parser->at++;
		return parse_unicode(parser, out);
	}
	letter = *parser->at ? strchr(letters, *parser->at) : NULL;
	if (!letter) {
		fail(parser, JSON_ERROR_SYNTAX, escape,
		     "a backslash stands before one of \"\\/bfnrtu only");
		return 0;
	}
	*out = meanings[letter - letters];
	parser->at++;
	return 1;
}

/*
 * Reads a string; the parser stands on its opening quote. The buffer never
 * moves: no string is longer than its spelling without the quotes, which
 * leaves room for the '\0'; behind a number stands another byte, or the end.
 */
static bool parse_string(struct parser *parser, struct text *out)
{
	struct json_doc *doc = parser->doc;
	char *text = doc->strings + doc->strings_size;
	char *to = text;

	parser->at++;
	for (;;) {
		const unsigned char *start = parser->at;
		size_t size;

		if (!skip_plain(parser))
			return false;
		size = (size_t)(parser->at - start);
		memcpy(to, start, size);
		to += size;
		if (*parser->at == '"')
			break;
		size = parse_escape(parser, to);
		if (!size)
			return false;
		to += size;
	}
	parser->at++;
	out->bytes = text;
	out->size = (size_t)(to - text);
	*to = '\0';
	doc->strings_size += out->size + 1;
	return true;
}

/* ---- nodes ----------------------------------------------------------- */

/* Adds a node that begins where the parser is. Returns NULL over the cap. */
static struct json_node *add_node(struct parser *parser, enum json_kind kind)
{
	struct json_doc *doc = parser->doc;
	uint32_t index = doc->n_nodes;
	struct json_node *node;

	if (index == doc->capacity) {
		if (index >= JSON_MAX_NODES) {
			fail(parser, JSON_ERROR_LIMIT, parser->at,
			     "more than %u values", JSON_MAX_NODES);
			return NULL;
		}
		doc->capacity = MIN(doc->capacity * 2, JSON_MAX_NODES);
		doc->nodes = g_realloc_n(doc->nodes, doc->capacity,
					 sizeof(*doc->nodes));
	}
	node = &doc->nodes[doc->n_nodes++];
	*node = (struct json_node){
		.kind = kind, .parent = parser->container, .next = JSON_NONE};
	node->span.start = (size_t)(parser->at - parser->start);
	if (parser->container != JSON_NONE) {
		struct json_node *parent = &doc->nodes[parser->container];

		node->index = parent->n_children++;
		if (parent->kind == JSON_OBJECT) {
			node->key_span = parser->key_span;
			node->key = parser->key.bytes;
			node->key_size = parser->key.size;
		}
	}
	if (parser->last != JSON_NONE)
		doc->nodes[parser->last].next = index;
	parser->last = index;
	return node;
}

static bool same_key(const struct json_node *a, const struct json_node *b)
{
	return a->key_size == b->key_size &&
	       memcmp(a->key, b->key, a->key_size) == 0;
}

/* ---- duplicate keys -------------------------------------------------- */

static uint64_t rotate(uint64_t value, int bits)
{
	return value << bits | value >> (64 - bits);
}

static void sip_round(uint64_t v[4])
{
	v[0] += v[1];
	v[2] += v[3];
	v[1] = rotate(v[1], 13) ^ v[0];
	v[3] = rotate(v[3], 16) ^ v[2];
	v[0] = rotate(v[0], 32);
	v[2] += v[1];
	v[0] += v[3];
	v[1] = rotate(v[1], 17) ^ v[2];
	v[3] = rotate(v[3], 21) ^ v[0];
	v[2] = rotate(v[2], 32);
}

/*
 * SipHash-1-3 (Aumasson and Bernstein): under a secret seed nobody can write
 * an object whose keys collide. The seed changes no result.
 */
static uint64_t hash_key(const struct key_set *set,
			 const struct json_node *node)
{
	uint64_t v[4] = {set->seed[0] ^ 0x736f6d6570736575,
			 set->seed[1] ^ 0x646f72616e646f6d,
			 set->seed[0] ^ 0x6c7967656e657261,
			 set->seed[1] ^ 0x7465646279746573};
	size_t rest = node->key_size % sizeof(uint64_t);
	uint64_t word;

	for (size_t i = 0; i + sizeof(word) <= node->key_size;
	     i += sizeof(word)) {
		memcpy(&word, node->key + i, sizeof(word));
		v[3] ^= word;
		sip_round(v);
		v[0] ^= word;
	}
	word = 0;
	memcpy(&word, node->key + node->key_size - rest, rest);
	word ^= (uint64_t)node->key_size << 56;
	v[3] ^= word;
	sip_round(v);
	v[0] ^= word;
	v[2] ^= 0xff;
	for (int i = 0; i < 3; i++)
		sip_round(v);
	return v[0] ^ v[1] ^ v[2] ^ v[3];
}

/* Empties the set and makes room for n keys with half of it free. */
static void key_set_prepare(struct key_set *set, size_t n)
{
	size_t capacity = 64;

	while (capacity < 2 * n)
		capacity *= 2;
	if (!set->is_seeded) {
		for (int i = 0; i < 2; i++)
			set->seed[i] =
				(uint64_t)g_random_int() << 32 | g_random_int();
		set->is_seeded = true;
	}
	set->slots = g_realloc_n(set->slots, capacity, sizeof(*set->slots));
	memset(set->slots, 0xff, capacity * sizeof(*set->slots));
	set->capacity = capacity;
}

/* Returns whether the key was in the set already. */
static bool key_set_add(struct key_set *set, const struct json_node *nodes,
			uint32_t index)
{
	size_t mask = set->capacity - 1;
	size_t slot = (size_t)hash_key(set, &nodes[index]) & mask;

	for (; set->slots[slot] != JSON_NONE; slot = (slot + 1) & mask)
		if (same_key(&nodes[set->slots[slot]], &nodes[index]))
			return true;
	set->slots[slot] = index;
	return false;
}

static void mark_duplicates(struct parser *parser, uint32_t object)
{
	struct json_node *nodes = parser->doc->nodes;
	uint32_t first = object + 1;
	bool is_large = nodes[object].n_children > FEW_MEMBERS;

	if (is_large)
		key_set_prepare(&parser->keys, nodes[object].n_children);
	for (uint32_t i = first; i != JSON_NONE; i = nodes[i].next) {
		if (is_large) {
			nodes[i].duplicate =
				key_set_add(&parser->keys, nodes, i);
			continue;
		}
		for (uint32_t j = first; j != i && !nodes[i].duplicate;
		     j = nodes[j].next)
			nodes[i].duplicate = same_key(&nodes[j], &nodes[i]);
	}
}

/* ---- values ---------------------------------------------------------- */

static void skip_digits(struct parser *parser)
{
	while (parser->at < parser->end && g_ascii_isdigit(*parser->at))
		parser->at++;
}

static bool parse_digits(struct parser *parser)
{
	if (parser->at == parser->end || !g_ascii_isdigit(*parser->at))
		return fail_expected(parser, "a digit");
	skip_digits(parser);
	return true;
}

static bool next_is(const struct parser *parser, char a, char b)
{
	return parser->at < parser->end &&
	       (*parser->at == a || *parser->at == b);
}

static bool parse_number(struct parser *parser)
{
	const unsigned char *digits;

	if (next_is(parser, '-', '-'))
		parser->at++;
	digits = parser->at;
	if (!parse_digits(parser))
		return false;
	if (*digits == '0' && parser->at - digits > 1)
		return fail(parser, JSON_ERROR_SYNTAX, digits,
			    "a number has no leading zeros");
	if (next_is(parser, '.', '.')) {
		parser->at++;
		if (!parse_digits(parser))
			return false;
	}
	if (next_is(parser, 'e', 'E')) {
		parser->at++;
		if (next_is(parser, '+', '-'))
			parser->at++;
		return parse_digits(parser);
	}
	return true;
}

static bool open_container(struct parser *parser, enum json_kind kind)
{
	if (parser->depth == JSON_MAX_DEPTH)
		return fail(parser, JSON_ERROR_LIMIT, parser->at,
			    "nested deeper than %d", JSON_MAX_DEPTH);
	if (!add_node(parser, kind))
		return false;
	parser->depth++;
	parser->container = parser->last;
	parser->last = JSON_NONE;
	parser->at++;
	return true;
}

static void close_container(struct parser *parser)
{
	uint32_t closed = parser->container;
	struct json_node *node = &parser->doc->nodes[closed];

	parser->at++;
	node->span.end = (size_t)(parser->at - parser->start);
	if (node->kind == JSON_OBJECT && node->n_children > 1)
		mark_duplicates(parser, closed);
	parser->depth--;
	parser->container = node->parent;
	parser->last = closed;
}

static bool parse_word(struct parser *parser, const char *word)
{
	size_t size = strlen(word);

	if ((size_t)(parser->end - parser->at) < size ||
	    memcmp(parser->at, word, size) != 0)
		return fail_value(parser);
	parser->at += size;
	return true;
}

/* Keeps the spelling of a number that has just been read. */
static void keep_spelling(struct parser *parser, struct json_node *node)
{
	struct json_doc *doc = parser->doc;
	const unsigned char *start = parser->start + node->span.start;
	char *text = doc->strings + doc->strings_size;

	node->string = text;
	node->string_size = (size_t)(parser->at - start);
	memcpy(text, start, node->string_size);
	text[node->string_size] = '\0';
	doc->strings_size += node->string_size + 1;
}

static bool parse_scalar(struct parser *parser, struct json_node *node)
{
	struct text text;

	switch (node->kind) {
	case JSON_STRING:
		if (!parse_string(parser, &text))
			return false;
		node->string = text.bytes;
		node->string_size = text.size;
		break;
	case JSON_NUMBER:
		if (!parse_number(parser))
			return false;
		keep_spelling(parser, node);
		break;
	case JSON_NULL:
		if (!parse_word(parser, "null"))
			return false;
		break;
	case JSON_FALSE:
		if (!parse_word(parser, "false"))
			return false;
		break;
	default:
		if (!parse_word(parser, "true"))
			return false;
		break;
	}
	node->span.end = (size_t)(parser->at - parser->start);
	return true;
}

/* Reads a scalar, or opens a container. */
static bool parse_value(struct parser *parser)
{
	enum json_kind kind;
	struct json_node *node;

	if (!skip_blanks(parser))
		return false;
	if (parser->at == parser->end)
		return fail_value(parser);
	switch (*parser->at) {
	case '{':
		return open_container(parser, JSON_OBJECT);
	case '[':
		return open_container(parser, JSON_ARRAY);
	case '"':
		kind = JSON_STRING;
		break;
	case 'n':
		kind = JSON_NULL;
		break;
	case 'f':
		kind = JSON_FALSE;
		break;
	case 't':
		kind = JSON_TRUE;
		break;
	default:
		if (*parser->at != '-' && !g_ascii_isdigit(*parser->at))
			return fail_value(parser);
		kind = JSON_NUMBER;
		break;
	}
	node = add_node(parser, kind);
	return node && parse_scalar(parser, node);
}

/* Reads a member's key and the colon. */
static bool parse_key(struct parser *parser)
{
	const unsigned char *start = parser->at;

	if (!next_is(parser, '"', '"'))
		return fail_expected(parser, "a key in double quotes");
	if (!parse_string(parser, &parser->key))
		return false;
	parser->key_span.start = (size_t)(start - parser->start);
	parser->key_span.end = (size_t)(parser->at - parser->start);
	if (!skip_blanks(parser))
		return false;
	if (!next_is(parser, ':', ':'))
		return fail_expected(parser, "':' after the key");
	parser->at++;
	return true;
}

/*
 * After a value or an opening bracket: closes the containers that end here
 * and moves to where the next value begins, if there is one.
 */
static bool next_place(struct parser *parser)
{
	while (parser->container != JSON_NONE) {
		const struct json_node *container =
			&parser->doc->nodes[parser->container];
		bool is_object = container->kind == JSON_OBJECT;
		char closing = is_object ? '}' : ']';
		const unsigned char *comma;

		if (!skip_blanks(parser))
			return false;
		if (next_is(parser, closing, closing)) {
			close_container(parser);
			continue;
		}
		if (!container->n_children)
			return !is_object || parse_key(parser);
		if (!next_is(parser, ',', ','))
			return fail_expected(parser, is_object ? "',' or '}'"
							       : "',' or ']'");
		comma = parser->at++;
		if (!skip_blanks(parser))
			return false;
		if (!next_is(parser, closing, closing))
			return !is_object || parse_key(parser);
		if (!(parser->flags & JSON_COMMENTS))
			return fail(parser, JSON_ERROR_SYNTAX, comma,
				    "no ',' after the last %s",
				    is_object ? "member" : "element");
	}
	return true;
}

static bool parse_text(struct parser *parser)
{
	if (parser->end - parser->at > 2 &&
	    memcmp(parser->at, "\xef\xbb\xbf", 3) == 0)
		return fail(parser, JSON_ERROR_ENCODING, parser->at,
			    "JSON begins without a byte order mark");
	do {
		if (!parse_value(parser) || !next_place(parser))
			return false;
	} while (parser->container != JSON_NONE);
	if (!skip_blanks(parser))
		return false;
	return parser->at == parser->end ||
	       fail_expected(parser, "nothing after the value");
}

/* ---- the document ---------------------------------------------------- */

struct json_doc *json_doc_parse(const char *bytes, size_t size,
				unsigned int flags, struct json_error *error)
{
	g_autoptr(json_doc_t) doc = g_new0(struct json_doc, 1);
	const unsigned char *start = (const unsigned char *)bytes;
	struct parser parser = {.doc = doc,
				.start = start,
				.at = start,
				.end = start + size,
				.flags = flags,
				.container = JSON_NONE,
				.last = JSON_NONE,
				.error = error};
	bool is_valid;

	doc->capacity = (uint32_t)MIN(size / 16 + 8, 4096);
	doc->nodes = g_new(struct json_node, doc->capacity);
	doc->strings = g_malloc(size + 1);
	is_valid = parse_text(&parser);
	g_free(parser.keys.slots);
	return is_valid ? g_steal_pointer(&doc) : NULL;
}

void json_doc_free(struct json_doc *doc)
{
	if (!doc)
		return;
	g_free(doc->nodes);
	g_free(doc->strings);
	g_free(doc);
}

uint32_t json_doc_count(const struct json_doc *doc)
{
	return doc->n_nodes;
}

const struct json_node *json_doc_node(const struct json_doc *doc, uint32_t node)
{
	g_assert(node < doc->n_nodes);
	return &doc->nodes[node];
}

uint32_t json_doc_first_child(const struct json_doc *doc, uint32_t node)
{
	return json_doc_node(doc, node)->n_children ? node + 1 : JSON_NONE;
}

static uint32_t find_member(const struct json_doc *doc, uint32_t object,
			    const char *key, size_t size)
{
	uint32_t found = JSON_NONE;

	if (json_doc_node(doc, object)->kind != JSON_OBJECT)
		return JSON_NONE;
	for (uint32_t i = json_doc_first_child(doc, object); i != JSON_NONE;
	     i = doc->nodes[i].next)
		if (doc->nodes[i].key_size == size &&
		    memcmp(doc->nodes[i].key, key, size) == 0)
			found = i;
	return found;
}

uint32_t json_doc_member(const struct json_doc *doc, uint32_t object,
			 const char *key)
{
	return find_member(doc, object, key, strlen(key));
}

uint32_t json_pointer_index(const char *token)
{
	guint64 index;

	/* RFC 6901 section 4: no sign, no leading zeros. */
	if ((token[0] == '0' && token[1]) ||
	    !g_ascii_string_to_unsigned(token, 10, 0, JSON_MAX_NODES, &index,
					NULL))
		return JSON_NONE;
	return (uint32_t)index;
}

static uint32_t find_element(const struct json_doc *doc, uint32_t array,
			     const char *token)
{
	uint32_t found = json_doc_first_child(doc, array);
	uint32_t index = json_pointer_index(token);

	while (index-- && found != JSON_NONE)
		found = doc->nodes[found].next;
	return found;
}

/* Undoes '~1' and '~0' in place; false for any other '~'. */
static bool unescape_token(char *token)
{
	char *to = token;

	for (; *token; token++) {
		if (*token == '~') {
			token++;
			if (*token != '0' && *token != '1')
				return false;
			*to++ = *token == '0' ? '~' : '/';
		} else {
			*to++ = *token;
		}
	}
	*to = '\0';
	return true;
}

char *json_pointer_take(const char **pointer)
{
	g_autofree char *token = NULL;
	size_t size;

	if (**pointer != '/')
		return NULL;
	(*pointer)++;
	size = strcspn(*pointer, "/");
	token = g_strndup(*pointer, size);
	*pointer += size;
	return unescape_token(token) ? g_steal_pointer(&token) : NULL;
}

uint32_t json_doc_at(const struct json_doc *doc, const char *pointer)
{
	uint32_t node = 0;

	while (*pointer && node != JSON_NONE) {
		g_autofree char *token = json_pointer_take(&pointer);

		if (!token)
			return JSON_NONE;
		if (doc->nodes[node].kind == JSON_ARRAY)
			node = find_element(doc, node, token);
		else
			node = json_doc_member(doc, node, token);
	}
	return node;
}

/* Writes a key as a reference token: '~' and '/' escaped. */
static void append_token(GString *pointer, const char *key, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		if (key[i] == '~')
			g_string_append(pointer, "~0");
		else if (key[i] == '/')
			g_string_append(pointer, "~1");
		else if (key[i] == '\0')
			g_string_append(pointer, "\\u0000");
		else
			g_string_append_c(pointer, key[i]);
	}
}

void json_doc_append_pointer(const struct json_doc *doc, uint32_t from,
			     uint32_t node, GString *out)
{
	uint32_t path[JSON_MAX_DEPTH + 1];
	size_t depth = 0;

	for (; node != from && json_doc_node(doc, node)->parent != JSON_NONE;
	     node = doc->nodes[node].parent)
		path[depth++] = node;
	while (depth--) {
		const struct json_node *step = &doc->nodes[path[depth]];

		g_string_append_c(out, '/');
		if (step->key)
			append_token(out, step->key, step->key_size);
		else
			g_string_append_printf(out, "%u", step->index);
	}
}

char *json_doc_pointer(const struct json_doc *doc, uint32_t node)
{
	GString *pointer = g_string_new(NULL);

	json_doc_append_pointer(doc, 0, node, pointer);
	return g_string_free(pointer, FALSE);
}

const char *json_kind_name(enum json_kind kind)
{
	static const char *const names[] = {
		[JSON_NULL] = "null",	  [JSON_FALSE] = "false",
		[JSON_TRUE] = "true",	  [JSON_NUMBER] = "number",
		[JSON_STRING] = "string", [JSON_ARRAY] = "array",
		[JSON_OBJECT] = "object",
	};

	return names[kind];
}
