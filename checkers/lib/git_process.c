/* git_process - run git's plumbing and collect what it says. */

#include <config.h>

#include "git_process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include "cleanup.h"
#include "error.h"

/*
 * What git is told beside the caller's environment. Old versions pass over
 * GIT_NO_LAZY_FETCH (git 2.44); that no protocol is allowed makes the fetch
 * they then try fail before it leaves the machine. Replaced objects are
 * judged as they are: replacements are local, commits are not.
 */
static const char *const settings[] = {
	"LC_ALL=C",
	"GIT_OPTIONAL_LOCKS=0",
	"GIT_NO_LAZY_FETCH=1",
	"GIT_ALLOW_PROTOCOL=",
	"GIT_NO_REPLACE_OBJECTS=1",
};

/* Variables that would change what our pathspecs and messages mean. */
static const char *const dropped[] = {
	"LANGUAGE=",
	"GIT_LITERAL_PATHSPECS=",
	"GIT_GLOB_PATHSPECS=",
	"GIT_NOGLOB_PATHSPECS=",
	"GIT_ICASE_PATHSPECS=",
};

static bool same_name(const char *variable, const char *setting)
{
	return strncmp(variable, setting, strcspn(setting, "=") + 1) == 0;
}

static bool is_kept(const char *variable)
{
	for (size_t i = 0; i < G_N_ELEMENTS(settings); i++)
		if (same_name(variable, settings[i]))
			return false;
	for (size_t i = 0; i < G_N_ELEMENTS(dropped); i++)
		if (same_name(variable, dropped[i]))
			return false;
	return true;
}

/* The array is owned by the caller, the strings are borrowed. */
static const char **environment_for_git(void)
{
	size_t n = 0;

	while (environ[n])
		n++;

	const char **result =
		g_new(const char *, n + G_N_ELEMENTS(settings) + 1);
	size_t kept = 0;

	for (size_t i = 0; i < n; i++)
		if (is_kept(environ[i]))
			result[kept++] = environ[i];
	for (size_t i = 0; i < G_N_ELEMENTS(settings); i++)
		result[kept++] = settings[i];
	result[kept] = NULL;
	return result;
}

static const char **command_line(const char *const *arguments)
{
	size_t n = 0;

	while (arguments[n])
		n++;

	const char **result = g_new(const char *, n + 2);

	result[0] = "git";
	for (size_t i = 0; i <= n; i++)
		result[i + 1] = arguments[i];
	return result;
}

/* The other ends of a child's three streams; input is -1 for none. */
struct child_ends {
	int input;
	int output;
	int errors;
};

/* Returns 0 or an errno. */
static int spawn(pid_t *out_pid, int directory, const char *const *arguments,
		 const struct child_ends *ends)
{
	g_autofree const char **argv = command_line(arguments);
	g_autofree const char **envp = environment_for_git();
	posix_spawn_file_actions_t actions;

	posix_spawn_file_actions_init(&actions);
	if (directory != AT_FDCWD)
		posix_spawn_file_actions_addfchdir_np(&actions, directory);
	if (ends->input >= 0)
		posix_spawn_file_actions_adddup2(&actions, ends->input, 0);
	else
		posix_spawn_file_actions_addopen(&actions, 0, "/dev/null",
						 O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&actions, ends->output, 1);
	posix_spawn_file_actions_adddup2(&actions, ends->errors, 2);

	int failure = posix_spawnp(out_pid, "git", &actions, NULL,
				   (char *const *)argv, (char *const *)envp);

	posix_spawn_file_actions_destroy(&actions);
	return failure;
}

bool git_process_start(struct git_process *process, int directory,
		       const char *const *arguments, enum git_input input,
		       GError **error)
{
	/* A socket, because send() can be told to raise no SIGPIPE. */
	int sockets[2] = {-1, -1};
	int pipes[2] = {-1, -1};
	int failure = 0;

	*process = GIT_PROCESS_INIT;
	if ((input == GIT_INPUT_SOCKET &&
	     socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) < 0) ||
	    pipe2(pipes, O_CLOEXEC) < 0)
		failure = errno;
	process->input = sockets[0];
	process->output = pipes[0];

	autofd child_input = sockets[1];
	autofd child_output = pipes[1];

	/* A file, so that git never blocks on complaints nobody reads. */
	if (!failure) {
		process->errors = memfd_create("git-errors", MFD_CLOEXEC);
		if (process->errors < 0)
			failure = errno;
	}
	if (!failure)
		failure = spawn(&process->pid, directory, arguments,
				&(struct child_ends){child_input, child_output,
						     process->errors});
	if (!failure)
		return true;
	process->pid = 0;
	git_process_release(process);
	g_set_error(error, LK_ERROR, LK_ERROR_GIT, "cannot run 'git': %s",
		    failure == ENOENT ? "it is not installed"
				      : g_strerror(failure));
	return false;
}

static void close_streams(struct git_process *process)
{
	cleanup_fd(&process->input);
	cleanup_fd(&process->output);
	cleanup_fd(&process->errors);
	process->input = -1;
	process->output = -1;
	process->errors = -1;
}

void git_process_release(struct git_process *process)
{
	if (process->pid > 0) {
		kill(process->pid, SIGTERM);
		git_process_wait(process);
	}
	close_streams(process);
}

int git_process_wait(struct git_process *process)
{
	int status = 0;
	pid_t ended = 0;

	do
		ended = waitpid(process->pid, &status, 0);
	while (ended < 0 && errno == EINTR);
	process->pid = 0;
	if (ended < 0)
		return -1;
	if (WIFSIGNALED(status))
		return 128 + WTERMSIG(status);
	return WEXITSTATUS(status);
}

/* The first line of text that begins with prefix, without it; or NULL. */
static char *line_with_prefix(char *const *lines, const char *prefix)
{
	for (size_t i = 0; lines[i]; i++)
		if (g_str_has_prefix(lines[i], prefix))
			return g_strescape(lines[i] + strlen(prefix), "\"\\");
	return NULL;
}

/* As much of what git complained as anyone would read. */
static void read_complaints(const struct git_process *process, char *text,
			    size_t capacity)
{
	ssize_t size = pread(process->errors, text, capacity - 1, 0);

	text[MAX(size, 0)] = '\0';
}

bool git_process_complained_of(const struct git_process *process,
			       const char *text)
{
	char complaints[4096];

	read_complaints(process, complaints, sizeof(complaints));
	return strstr(complaints, text) != NULL;
}

char *git_process_complaint(const struct git_process *process)
{
	static const char *const prefixes[] = {"fatal: ", "error: ", ""};
	char complaints[4096];

	read_complaints(process, complaints, sizeof(complaints));

	g_auto(GStrv) lines = g_strsplit(complaints, "\n", -1);
	char *found = NULL;

	for (size_t i = 0; !found && i < G_N_ELEMENTS(prefixes); i++)
		found = line_with_prefix(lines, prefixes[i]);
	return found ? found : g_strdup("");
}

/* Reads to the end. Returns 0 or an errno. */
static int read_all(int fd, char **out, size_t *out_size)
{
	size_t capacity = 1 << 16;
	size_t size = 0;
	g_autofree char *bytes = g_malloc(capacity);

	for (;;) {
		ssize_t n = read(fd, bytes + size, capacity - size - 1);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return errno;
		if (n == 0)
			break;
		size += (size_t)n;
		if (capacity - size < 1 << 12) {
			capacity *= 2;
			bytes = g_realloc(bytes, capacity);
		}
	}
	bytes[size] = '\0';
	*out_size = size;
	*out = g_steal_pointer(&bytes);
	return 0;
}

bool git_process_collect(struct git_process *process, struct git_output *output,
			 GError **error)
{
	*output = GIT_OUTPUT_INIT;

	int failure = read_all(process->output, &output->bytes, &output->size);

	if (failure) {
		git_process_release(process);
		g_set_error(error, LK_ERROR, LK_ERROR_GIT,
			    "cannot read what git prints: %s",
			    g_strerror(failure));
		return false;
	}
	output->status = git_process_wait(process);
	output->complaint = git_process_complaint(process);
	close_streams(process);
	return true;
}

void git_output_release(struct git_output *output)
{
	g_free(output->bytes);
	g_free(output->complaint);
	*output = GIT_OUTPUT_INIT;
}

void git_output_set_error(GError **error, const char *what,
			  const struct git_output *output)
{
	if (*output->complaint)
		g_set_error(error, LK_ERROR, LK_ERROR_GIT, "%s: %s", what,
			    output->complaint);
	else
		g_set_error(error, LK_ERROR, LK_ERROR_GIT,
			    "%s: git ended with status %d", what,
			    output->status);
}

bool git_run(int directory, const char *what, const char *const *arguments,
	     struct git_output *output, GError **error)
{
	g_auto(git_process_t) process = GIT_PROCESS_INIT;

	*output = GIT_OUTPUT_INIT;
	if (!git_process_start(&process, directory, arguments, GIT_INPUT_NONE,
			       error) ||
	    !git_process_collect(&process, output, error))
		return false;
	if (output->status == 0)
		return true;
	git_output_set_error(error, what, output);
	git_output_release(output);
	return false;
}
