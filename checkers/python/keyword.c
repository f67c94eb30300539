/* keyword - the table of keywords. */

#include <config.h>

#include "keyword.h"

#include "cleanup.h"
#include "token.h"

#define BYTE(c, i) ((uint64_t)(unsigned char)(c) << (8 * (i)))
#define KEY(a, b, c, d, e, f, g, h)                                            \
	(BYTE(a, 0) | BYTE(b, 1) | BYTE(c, 2) | BYTE(d, 3) | BYTE(e, 4) |      \
	 BYTE(f, 5) | BYTE(g, 6) | BYTE(h, 7))
#define SLOT(kind, soft, ...)                                                  \
	[KEYWORD_HASH(KEY(__VA_ARGS__))] = {KEY(__VA_ARGS__), kind, soft}
#define HARD(kind, ...) SLOT(TOKEN_##kind, SOFT_NONE, __VA_ARGS__)
#define SOFT(soft, ...) SLOT(TOKEN_NAME, SOFT_##soft, __VA_ARGS__)

/* clang-format off */
const struct keyword_slot keyword_slots[1 << KEYWORD_HASH_BITS] = {
	HARD(FALSE, 'F', 'a', 'l', 's', 'e', 0, 0, 0),
	HARD(NONE, 'N', 'o', 'n', 'e', 0, 0, 0, 0),
	HARD(TRUE, 'T', 'r', 'u', 'e', 0, 0, 0, 0),
	HARD(AND, 'a', 'n', 'd', 0, 0, 0, 0, 0),
	HARD(AS, 'a', 's', 0, 0, 0, 0, 0, 0),
	HARD(ASSERT, 'a', 's', 's', 'e', 'r', 't', 0, 0),
	HARD(ASYNC, 'a', 's', 'y', 'n', 'c', 0, 0, 0),
	HARD(AWAIT, 'a', 'w', 'a', 'i', 't', 0, 0, 0),
	HARD(BREAK, 'b', 'r', 'e', 'a', 'k', 0, 0, 0),
	HARD(CLASS, 'c', 'l', 'a', 's', 's', 0, 0, 0),
	HARD(CONTINUE, 'c', 'o', 'n', 't', 'i', 'n', 'u', 'e'),
	HARD(DEF, 'd', 'e', 'f', 0, 0, 0, 0, 0),
	HARD(DEL, 'd', 'e', 'l', 0, 0, 0, 0, 0),
	HARD(ELIF, 'e', 'l', 'i', 'f', 0, 0, 0, 0),
	HARD(ELSE, 'e', 'l', 's', 'e', 0, 0, 0, 0),
	HARD(EXCEPT, 'e', 'x', 'c', 'e', 'p', 't', 0, 0),
	HARD(FINALLY, 'f', 'i', 'n', 'a', 'l', 'l', 'y', 0),
	HARD(FOR, 'f', 'o', 'r', 0, 0, 0, 0, 0),
	HARD(FROM, 'f', 'r', 'o', 'm', 0, 0, 0, 0),
	HARD(GLOBAL, 'g', 'l', 'o', 'b', 'a', 'l', 0, 0),
	HARD(IF, 'i', 'f', 0, 0, 0, 0, 0, 0),
	HARD(IMPORT, 'i', 'm', 'p', 'o', 'r', 't', 0, 0),
	HARD(IN, 'i', 'n', 0, 0, 0, 0, 0, 0),
	HARD(IS, 'i', 's', 0, 0, 0, 0, 0, 0),
	HARD(LAMBDA, 'l', 'a', 'm', 'b', 'd', 'a', 0, 0),
	HARD(NONLOCAL, 'n', 'o', 'n', 'l', 'o', 'c', 'a', 'l'),
	HARD(NOT, 'n', 'o', 't', 0, 0, 0, 0, 0),
	HARD(OR, 'o', 'r', 0, 0, 0, 0, 0, 0),
	HARD(PASS, 'p', 'a', 's', 's', 0, 0, 0, 0),
	HARD(RAISE, 'r', 'a', 'i', 's', 'e', 0, 0, 0),
	HARD(RETURN, 'r', 'e', 't', 'u', 'r', 'n', 0, 0),
	HARD(TRY, 't', 'r', 'y', 0, 0, 0, 0, 0),
	HARD(WHILE, 'w', 'h', 'i', 'l', 'e', 0, 0, 0),
	HARD(WITH, 'w', 'i', 't', 'h', 0, 0, 0, 0),
	HARD(YIELD, 'y', 'i', 'e', 'l', 'd', 0, 0, 0),
	SOFT(UNDERSCORE, '_', 0, 0, 0, 0, 0, 0, 0),
	SOFT(CASE, 'c', 'a', 's', 'e', 0, 0, 0, 0),
	SOFT(MATCH, 'm', 'a', 't', 'c', 'h', 0, 0, 0),
	SOFT(TYPE, 't', 'y', 'p', 'e', 0, 0, 0, 0),
	SOFT(PRINT, 'p', 'r', 'i', 'n', 't', 0, 0, 0),
	SOFT(EXEC, 'e', 'x', 'e', 'c', 0, 0, 0, 0),
	SOFT(LAZY, 'l', 'a', 'z', 'y', 0, 0, 0, 0),
};
/* clang-format on */
