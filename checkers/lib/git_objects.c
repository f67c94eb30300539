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

/* "<oid> blob <size>", and nothing else. */
static bool parse_header(const char *line, const char *oid, guint64 *out_size)
{
	static const char kind[] = " blob ";
	size_t oid_size = strlen(oid);

	if (strncmp(line, oid, oid_size) != 0 ||
	    strncmp(line + oid_size, kind, strlen(kind)) != 0)
		return false;
	return g_ascii_string_to_unsigned(line + oid_size + strlen(kind), 10, 0,
					  G_MAXUINT64, out_size, NULL);
}

static bool is_missing(const char *line, const char *oid)
{
	g_autofree char *missing = g_strconcat(oid, " missing", NULL);

	return strcmp(line, missing) == 0;
}

static void set_missing(GError **error, const char *oid, const char *path)
{
	g_autofree char *shown = g_strescape(path, NULL);

	g_set_error(error, LK_ERROR, LK_ERROR_GIT,
		    "cannot judge: blob %s of '%s' is missing locally", oid,
		    shown);
}

/* Git ended in the midst of an answer. */
static void set_ended(const struct git_objects *objects, const char *oid,
		      const char *path, GError **error)
{
	g_autofree char *shown = g_strescape(path, NULL);
	g_autofree char *complaint = git_process_complaint(&objects->process);

	/* Of a partial clone, git before 2.44 says it this way. */
	if (git_process_complained_of(&objects->process, "promisor remote"))
		set_missing(error, oid, path);
	else
		g_set_error(error, LK_ERROR, LK_ERROR_GIT,
			    "cannot read blob %s of '%s': %s", oid, shown,
			    *complaint ? complaint : "git has ended");
}

bool git_objects_answer(struct git_objects *objects, const char *oid,
			const char *path, GString *bytes, GError **error)
{
	g_autofree char *shown = NULL;
	char line[512];
	char newline = '\0';
	guint64 size = 0;

	if (!take_line(objects, line, sizeof(line))) {
		set_ended(objects, oid, path, error);
		return false;
	}
	if (is_missing(line, oid)) {
		set_missing(error, oid, path);
		return false;
	}
	shown = g_strescape(path, NULL);
	if (!parse_header(line, oid, &size)) {
		g_set_error(error, LK_ERROR, LK_ERROR_GIT,
			    "cannot read blob %s of '%s': git said '%s'", oid,
			    shown, line);
		return false;
	}
	if (size > SOURCE_MAX_SIZE) {
		g_set_error(error, LK_ERROR, LK_ERROR_INPUT,
			    "cannot judge '%s': it is larger than %zu MiB",
			    shown, SOURCE_MAX_SIZE >> 20);
		return false;
	}
	g_string_set_size(bytes, size);
	if (!take(objects, bytes->str, size) || !take(objects, &newline, 1) ||
	    newline != '\n') {
		set_ended(objects, oid, path, error);
		return false;
	}
	return true;
}
