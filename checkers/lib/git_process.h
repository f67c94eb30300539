#ifndef GIT_PROCESS_H
#define GIT_PROCESS_H

/*
 * Running git's plumbing: no shell, no locale, no lock taken, nothing
 * fetched. The environment git gave its hooks (GIT_DIR, GIT_INDEX_FILE and
 * so on) is kept, and git is run in the directory that the caller was given,
 * so that relative values mean what git means by them.
 */

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include <glib.h>

/* A running git. */
struct git_process {
	pid_t pid;  /* 0: none */
	int input;  /* the socket that git reads, or -1 */
	int output; /* the pipe that git writes */
	int errors; /* the unnamed file that git complains into */
};

#define GIT_PROCESS_INIT ((struct git_process){0, -1, -1, -1})

enum git_input {
	GIT_INPUT_NONE,
	GIT_INPUT_SOCKET, /* process->input takes requests */
};

/*
 * Starts git with arguments (NULL-terminated, without "git") in the folder
 * that the descriptor directory stands for (AT_FDCWD: the current one).
 * Returns false and sets *error when it cannot be started.
 */
bool git_process_start(struct git_process *process, int directory,
		       const char *const *arguments, enum git_input input,
		       GError **error);

/*
 * Ends a process that is not needed any more and releases it; git's own exit
 * status does not matter.
 */
void git_process_release(struct git_process *process);

/*
 * Waits for the process to end. Returns its exit status, 128 + N for a
 * signal, or -1 when the system does not say.
 */
int git_process_wait(struct git_process *process);

/*
 * What git complained of so far: the first line that begins with "fatal: ",
 * else with "error: ", else the first one, without that word; escaped for a
 * terminal. "" when it said nothing. Owned by the caller.
 */
char *git_process_complaint(const struct git_process *process);

/* Does anything it complained of so far hold text? */
bool git_process_complained_of(const struct git_process *process,
			       const char *text);

/* All that one run of git said. */
struct git_output {
	char *bytes; /* owned; '\0'-terminated at bytes[size] */
	size_t size;
	int status;	 /* the exit status */
	char *complaint; /* owned; see git_process_complaint() */
};

#define GIT_OUTPUT_INIT ((struct git_output){0})

/*
 * Reads what the process prints to its end and releases the process. A
 * status other than 0 is the caller's to judge. Returns false and sets
 * *error when the output cannot be read.
 */
bool git_process_collect(struct git_process *process, struct git_output *output,
			 GError **error);
void git_output_release(struct git_output *output);

/*
 * Sets *error (LK_ERROR_GIT) to "<what>: <complaint>" or, where git said
 * nothing, to its status.
 */
void git_output_set_error(GError **error, const char *what,
			  const struct git_output *output);

/*
 * Starts, collects, and takes a status other than 0 for an error, which
 * begins with what.
 */
bool git_run(int directory, const char *what, const char *const *arguments,
	     struct git_output *output, GError **error);

typedef struct git_process git_process_t;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(git_process_t, git_process_release)
typedef struct git_output git_output_t;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(git_output_t, git_output_release)

#endif
