/* git_objects - read blobs through a long-lived git cat-file. */

#include <config.h>

#include "git_objects.h"

#include <errno.h>
#include <sys/socket.h>

#include "cleanup.h"
#include "error.h"
#include "git_process.h"
#include "source.h"

struct git_objects {
	struct git_process process;
	/* What git printed and nobody has taken yet: [start, end). */
	char buffer[1 << 16];
	size_t start;
	size_t end;
};

struct git_objects *git_objects_new(int directory, GError **error)
{
	static const char *const arguments[] = {"cat-file", "--batch", NULL};
	g_autoptr(git_objects_t) objects = g_new(struct git_objects, 1);

	objects->start = 0;
	objects->end = 0;
	if (!git_process_start(&objects->process, directory, arguments,
			       GIT_INPUT_SOCKET, error))
		return NULL;
	return g_steal_pointer(&objects);
}

void git_objects_free(struct git_objects *objects)
{
	if (!objects)
		return;
	git_process_release(&objects->process);
	g_free(objects);
}

bool git_objects_ask(struct git_objects *objects, const char *oid,
		     GError **error)
{
	g_autofree char *line = g_strconcat(oid, "\n", NULL);
	size_t size = strlen(line);
	ssize_t sent = 0;

	do
		sent = send(objects->process.input, line, size, MSG_NOSIGNAL);
	while (sent < 0 && errno == EINTR);
	if (sent == (ssize_t)size)
		return true;

	g_autofree char *complaint = git_process_complaint(&objects->process);

	g_set_error(error, LK_ERROR, LK_ERROR_GIT, "cannot read blobs: %s",
		    *complaint ? complaint : "git has ended");
	return false;
}

/* Takes in more of what git prints. Returns false at its end. */
static bool fill(struct git_objects *objects)
{
	ssize_t n = 0;

	if (objects->start == objects->end)
		objects->start = objects->end = 0;
	do
		n = read(objects->process.output,
			 objects->buffer + objects->end,
			 sizeof(objects->buffer) - objects->end);
	while (n < 0 && errno == EINTR);
	if (n <= 0)
		return false;
	objects->end += (size_t)n;
	return true;
}

/* Takes exactly size bytes. Returns false when git ends before. */
static bool take(struct git_objects *objects, char *to, size_t size)
{
	while (size > 0) {
		if (objects->start == objects->end && !fill(objects))
			return false;

		size_t n = MIN(size, objects->end - objects->start);

		memcpy(to, objects->buffer + objects->start, n);
		objects->start += n;
		to += n;
		size -= n;
	}
	return true;
}

/* Takes the line before an object's bytes, without its newline. */
static bool take_line(struct git_objects *objects, char *line, size_t capacity)
{
	for (size_t i = 0; i < capacity; i++) {
		if (!take(objects, line + i, 1))
			return false;
		if (line[i] == '\n') {
			line[i] = '\0';
			return true;
		}
	}
	return false;
}

/* The line before an object's bytes. */
struct header {
	const char *oid;
	const char *type; /* NULL: there is no such object */
	guint64 size;
	char line[8192]; /* which the others point into */
};

/* "<oid> <type> <size>", or "<name> missing". */
static bool parse_header(struct header *header, const char *name)
{
	char *rest = header->line;
	size_t size = strlen(name);

	header->type = NULL;
	if (strncmp(rest, name, size) == 0 &&
	    strcmp(rest + size, " missing") == 0)
		return true;
	header->oid = strsep(&rest, " ");
	header->type = strsep(&rest, " ");
	return rest && g_ascii_string_to_unsigned(rest, 10, 0, G_MAXUINT64,
						  &header->size, NULL);
}

/* Git has no such blob, or none that it can read. */
static void set_missing(const struct git_objects *objects, const char *oid,
			const char *path, GError **error)
{
	g_autofree char *shown = g_strescape(path, NULL);
	g_autofree char *complaint = git_process_complaint(&objects->process);

	if (git_process_complained_of(&objects->process, "error: "))
		g_set_error(error, LK_ERROR, LK_ERROR_GIT,
			    "cannot read blob %s of '%s': %s", oid, shown,
			    complaint);
	else
		g_set_error(error, LK_ERROR, LK_ERROR_GIT,
			    "cannot judge: blob %s of '%s' is missing locally",
			    oid, shown);
}

/* Git ended in the midst of an answer. */
static void set_ended(const struct git_objects *objects, const char *oid,
		      const char *path, GError **error)
{
	g_autofree char *shown = g_strescape(path, NULL);
	g_autofree char *complaint = git_process_complaint(&objects->process);

	/* Some versions end where nothing can be fetched. */
	if (git_process_complained_of(&objects->process, "promisor remote"))
		set_missing(objects, oid, path, error);
	else
		g_set_error(error, LK_ERROR, LK_ERROR_GIT,
			    "cannot read blob %s of '%s': %s", oid, shown,
			    *complaint ? complaint : "git has ended");
}

static void set_not_understood(const char *name, const char *path,
			       GError **error)
{
	g_autofree char *shown = g_strescape(path, NULL);

	g_set_error(error, LK_ERROR, LK_ERROR_GIT,
		    "cannot read blob %s of '%s': this is no answer of git's",
		    name, shown);
}

static bool read_header(struct git_objects *objects, const char *name,
			const char *path, struct header *header, GError **error)
{
	if (!take_line(objects, header->line, sizeof(header->line))) {
		set_ended(objects, name, path, error);
		return false;
	}
	if (!parse_header(header, name)) {
		set_not_understood(name, path, error);
		return false;
	}
	return true;
}

static bool read_contents(struct git_objects *objects,
			  const struct header *header, const char *path,
			  GString *bytes, GError **error)
{
	char newline = '\0';

	if (header->size > SOURCE_MAX_SIZE) {
		lk_error_set_too_large(error, SOURCE_MAX_SIZE, path);
		return false;
	}
	g_string_set_size(bytes, header->size);
	if (take(objects, bytes->str, header->size) &&
	    take(objects, &newline, 1))
		return true;
	set_ended(objects, header->oid, path, error);
	return false;
}

bool git_objects_answer(struct git_objects *objects, const char *oid,
			const char *path, GString *bytes, GError **error)
{
	struct header header;

	if (!read_header(objects, oid, path, &header, error))
		return false;
	if (!header.type) {
		set_missing(objects, oid, path, error);
		return false;
	}
	if (strcmp(header.oid, oid) != 0 || strcmp(header.type, "blob") != 0) {
		set_not_understood(oid, path, error);
		return false;
	}
	return read_contents(objects, &header, path, bytes, error);
}

bool git_objects_find(struct git_objects *objects, const char *name,
		      GString *bytes, bool *out_found)
{
	struct header header;

	*out_found = false;
	if (!git_objects_ask(objects, name, NULL) ||
	    !read_header(objects, name, name, &header, NULL))
		return false;
	if (!header.type)
		return true;
	*out_found = strcmp(header.type, "blob") == 0;
	return read_contents(objects, &header, name, bytes, NULL);
}
