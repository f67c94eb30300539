#ifndef GLOB_H
#define GLOB_H

/*
 * Globs as gitignore(5) writes them, over whole paths:
 *
 *	labs/		the folder labs, at any depth, and all below it
 *	/labs/		the same at the root only; so does labs/old/
 *	*.py		any path whose last part matches
 *	a/ ** /b	(without blanks) any number of folders between
 *	? [a-z] [!a]	one byte, never '/'; [[:digit:]] too
 *	\*		a backslash makes the next character stand for itself
 *	!pattern	takes back what an earlier pattern matched
 *
 * A pattern that matches a folder matches everything below it, and the last
 * pattern that matches decides. (git differs in one thing: it never looks
 * below an ignored folder, so that there nothing can be taken back.) Paths
 * name files; a pattern that ends in '/' matches what lies below a folder.
 */

#include <stdbool.h>
#include <stddef.h>

struct glob_list;

/* Owned by the caller. */
struct glob_list *glob_list_new(void);

/* One owner more, who frees it too. Returns list. Not thread-safe. */
struct glob_list *glob_list_ref(struct glob_list *list);
void glob_list_free(struct glob_list *list);

/*
 * Adds a pattern. Returns false with a static message in *out_message for
 * one that can match nothing (empty, an unclosed '[', "a//b", "./a").
 */
bool glob_list_add(struct glob_list *list, const char *pattern,
		   const char **out_message);

/* Does the last pattern that matches path take it in? An empty list: no. */
bool glob_list_match(const struct glob_list *list, const char *path);

bool glob_list_is_empty(const struct glob_list *list);

#endif
