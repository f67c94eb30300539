/* uri - references between documents. */

#include <config.h>

#include "uri.h"

#include "cleanup.h"

/* A piece of a URI; start is NULL for one that is not there. */
struct piece {
	const char *start;
	size_t size;
};

/* RFC 3986, appendix B: where each stands, without its delimiters. */
struct pieces {
	struct piece scheme, authority, path, query, fragment;
};

static struct piece take(const char **at, size_t size)
{
	struct piece piece = {*at, size};

	*at += size;
	return piece;
}

static struct pieces split(const char *uri)
{
	struct pieces pieces = {0};
	size_t scheme = strcspn(uri, ":/?#");

	if (scheme && uri[scheme] == ':') {
		pieces.scheme = take(&uri, scheme);
		uri++;
	}
	if (g_str_has_prefix(uri, "//")) {
		uri += 2;
		pieces.authority = take(&uri, strcspn(uri, "/?#"));
	}
	pieces.path = take(&uri, strcspn(uri, "?#"));
	if (*uri == '?') {
		uri++;
		pieces.query = take(&uri, strcspn(uri, "#"));
	}
	if (*uri == '#') {
		uri++;
		pieces.fragment = take(&uri, strlen(uri));
	}
	return pieces;
}

static void append(GString *out, const char *before, struct piece piece,
		   const char *behind)
{
	if (!piece.start)
		return;
	g_string_append(out, before);
	g_string_append_len(out, piece.start, (gssize)piece.size);
	g_string_append(out, behind);
}

/* Cuts the last segment off, with its slash. */
static void drop_segment(GString *path)
{
	while (path->len && path->str[path->len - 1] != '/')
		g_string_truncate(path, path->len - 1);
	if (path->len)
		g_string_truncate(path, path->len - 1);
}

/* RFC 3986, section 5.2.4. */
static char *remove_dots(const char *path)
{
	GString *out = g_string_new(NULL);

	while (*path) {
		size_t slash = *path == '/';
		size_t size = strcspn(path + slash, "/");
		bool is_last = !path[slash + size];
		const char *segment = path + slash;

		if (size == 2 && memcmp(segment, "..", 2) == 0) {
			drop_segment(out);
			if (is_last)
				g_string_append_c(out, '/');
		} else if (size == 1 && *segment == '.') {
			if (is_last && slash)
				g_string_append_c(out, '/');
		} else {
			g_string_append_len(out, path, (gssize)(slash + size));
		}
		path = segment + size;
	}
	return g_string_free(out, FALSE);
}

/* RFC 3986, section 5.2.3. */
static char *merge_paths(const struct pieces *base, struct piece path)
{
	g_autoptr(GString) merged = g_string_new(NULL);

	if (*path.start != '/' && base->authority.start && !base->path.size)
		g_string_append_c(merged, '/');
	if (*path.start != '/' && base->path.start) {
		size_t size = base->path.size;

		while (size && base->path.start[size - 1] != '/')
			size--;
		g_string_append_len(merged, base->path.start, (gssize)size);
	}
	g_string_append_len(merged, path.start, (gssize)path.size);
	return remove_dots(merged->str);
}

char *uri_resolve(const char *base, const char *reference)
{
	struct pieces from = split(base);
	struct pieces to = split(reference);
	GString *out = g_string_new(NULL);
	g_autofree char *path = NULL;

	if (to.scheme.start)
		return g_string_free(g_string_append(out, reference), FALSE);
	append(out, "", from.scheme, ":");
	if (to.authority.start) {
		append(out, "//", to.authority, "");
		append(out, "", to.path, "");
		append(out, "?", to.query, "");
	} else {
		append(out, "//", from.authority, "");
		if (to.path.size)
			path = merge_paths(&from, to.path);
		else
			path = g_strndup(from.path.start, from.path.size);
		g_string_append(out, path);
		append(out, "?",
		       to.path.size || to.query.start ? to.query : from.query,
		       "");
	}
	append(out, "#", to.fragment, "");
	return g_string_free(out, FALSE);
}

char *uri_cut_fragment(char *uri)
{
	char *hash = strchr(uri, '#');
	char *fragment;

	if (!hash)
		return NULL;
	*hash = '\0';
	fragment = g_uri_unescape_string(hash + 1, NULL);
	return fragment ? fragment : g_strdup(hash + 1);
}
