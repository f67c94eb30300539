/*
 * bench-tokenize - how fast files are decoded and tokenized.
 *
 *     find DIR -name '*.py' | bench-tokenize [ROUNDS]
 *
 * Reads all files into memory, then prints the best of ROUNDS (default 5)
 * for source_decode(), tokenize() with one reused array, and both, in MB/s
 * of one thread's CPU time.
 */

#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <glib.h>

#include "cleanup.h"
#include "source.h"
#include "token.h"

struct file {
	char *bytes;
	size_t size;
};

struct totals {
	size_t bytes;
	size_t tokens;
};

typedef void (*work_fn)(const struct file *file, struct source *source,
			struct token_array *tokens);

static void decode_file(const struct file *file, struct source *source,
			struct token_array *tokens)
{
	struct decode_result result;

	(void)tokens;
	source_set(source, "", file->bytes, file->size);
	source_decode(source, &result);
}

static void tokenize_file(const struct file *file, struct source *source,
			  struct token_array *tokens)
{
	(void)source;
	tokenize(file->bytes, file->size, 0, tokens);
}

static void decode_and_tokenize_file(const struct file *file,
				     struct source *source,
				     struct token_array *tokens)
{
	decode_file(file, source, tokens);
	if (source->text)
		tokenize(source->text, source->text_size, 0, tokens);
}

static GArray *read_files(void)
{
	GArray *files = g_array_new(FALSE, FALSE, sizeof(struct file));
	g_autofree char *line = NULL;
	size_t capacity = 0;

	while (getline(&line, &capacity, stdin) > 0) {
		struct file file;

		if (g_file_get_contents(g_strchomp(line), &file.bytes,
					&file.size, NULL))
			g_array_append_val(files, file);
	}
	return files;
}

/* Nanoseconds of this thread's own: other work on the machine counts less. */
static gint64 cpu_time(void)
{
	struct timespec now;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	return (gint64)now.tv_sec * 1000000000 + now.tv_nsec;
}

static void measure(const char *name, work_fn work, const GArray *files,
		    int rounds)
{
	struct source source = SOURCE_INIT;
	struct token_array tokens = {0};
	struct totals totals = {0};
	gint64 best = G_MAXINT64;

	for (int round = 0; round < rounds; round++) {
		gint64 start = cpu_time();

		totals = (struct totals){0};
		for (guint i = 0; i < files->len; i++) {
			const struct file *file =
				&g_array_index(files, struct file, i);

			work(file, &source, &tokens);
			totals.bytes += file->size;
			totals.tokens += tokens.n;
		}
		best = MIN(best, cpu_time() - start);
	}
	printf("%-20s %8.1f MB/s", name, 1000 * (double)totals.bytes / (double)best);
	if (totals.tokens > 0)
		printf("  %zu tokens, %.1f ns each", totals.tokens,
		       (double)best / (double)totals.tokens);
	putchar('\n');
	source_release(&source);
	token_array_release(&tokens);
}

static void free_files(GArray *files)
{
	for (guint i = 0; i < files->len; i++)
		g_free(g_array_index(files, struct file, i).bytes);
	g_array_free(files, TRUE);
}

int main(int argc, char **argv)
{
	int rounds = argc > 1 ? (int)strtol(argv[1], NULL, 10) : 5;
	GArray *files = read_files();

	measure("decode", decode_file, files, rounds);
	measure("tokenize", tokenize_file, files, rounds);
	measure("decode and tokenize", decode_and_tokenize_file, files, rounds);
	free_files(files);
	return 0;
}
