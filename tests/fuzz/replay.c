/*
 * replay - a main for the fuzz targets where there is no fuzzer: a few
 * thousand inputs, always the same, so that every 'make check' builds the
 * targets and asks their properties. Prints TAP.
 *
 * With files as arguments it runs those instead: what a fuzzer has found.
 */

#include <config.h>

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "cleanup.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define N_INPUTS    3000
#define MAX_CHANGES 6

/* What inputs are made of: bits that parsers take for the start of things. */
static const char *const seeds[] = {
	"from . import a\nfrom ..n import (b as c,  # why\n d)\n",
	"try:\n  from .m import x\nexcept ImportError:\n  from m import x\n",
	"if TYPE_CHECKING: from .t import T; import a.b as c\n",
	"def f(a, /, *b, c=1, **d) -> int:\n\treturn f\"{a!r:>{c}} {{}}\"\n",
	"match x:\n    case {'a': [1, *_], **r} if y: pass\n",
	"class C[T: int](B, metaclass=M):\n  x: int = (y := 3)\n",
	"# -*- coding: latin-1 -*-\ns = '\xe9'  # noqa: TID252, E501\n",
	"x = 1 \\\n + 2  # lanekeeper: ignore[relative-import]\r\n",
	"{\"lanes\": [{\"name\": \"a\", \"paths\": [\"/labs/**\"]}]}",
	"{\"imports\": {\"level\": \"parents\"}, // why\n \"exclude\": []}",
	"[0, -1.5e+3, \"\\u00e9\\ud83d\\ude00\", null, true, {}]",
	"[project]\nrequires-python = \">=3.9,<4\"\n",
	"{\"type\": [\"object\", \"null\"], \"required\": [\"a\"]}\n{\"b\": 1}",
	"{\"properties\": {\"a\": {\"$ref\": \"#\"}}, \"anyOf\": "
	"[{\"minimum\": 1},"
	" {\"pattern\": \"^\\\\s+$\"}]}\n{\"a\": {\"a\": 0.5}}",
	"{\"items\": {\"enum\": [1, \"x\"]}, \"uniqueItems\": true,"
	" \"unevaluatedItems\": false, \"contains\": {}}\n[1, 1.0, \"x\"]",
	"lambda *a, **k: (yield from (x async for x in y if await z))\n",
	"'''\\N{DASH} \\x41''' rb\"\\\"\" 0x_ff 1_000.5e-3j\n",
};

static const char *const bits[] = {
	"\n",	"\r\n", "\\\n", " ",	 "\t",	    "\f",
	".",	"...",	"(",	")",	 "{",	    "}",
	"[",	"]",	"\"",	"'",	 "'''",	    "f'",
	"#",	":",	";",	"from ", "import ", "\xef\xbb\xbf",
	"\xe9", "\\u",	"0",	"e",	 "async ",  "*",
	"\xff", "as ",	"= ",	",",
};

/* xorshift: the same inputs on every machine. */
static uint32_t draw(uint32_t *state, size_t n)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state % (uint32_t)n;
}

static void change(GString *input, uint32_t *state)
{
	size_t at = draw(state, input->len + 1);
	const char *bit = bits[draw(state, G_N_ELEMENTS(bits))];

	switch (draw(state, 4)) {
	case 0:
		g_string_insert(input, (gssize)at, bit);
		break;
	case 1:
		g_string_truncate(input, at);
		break;
	case 2:
		if (at < input->len)
			g_string_erase(input, (gssize)at, 1);
		break;
	default:
		g_string_append(input, seeds[draw(state, G_N_ELEMENTS(seeds))]);
		break;
	}
}

/* libFuzzer's inputs are not terminated, so a copy of the exact size is. */
static void run_input(const char *bytes, size_t size)
{
	g_autofree uint8_t *copy = g_memdup2(bytes, size);

	LLVMFuzzerTestOneInput(copy ? copy : (const uint8_t *)"", size);
}

static void run_all(void)
{
	uint32_t state = 2463534242u;

	for (int i = 0; i < N_INPUTS; i++) {
		g_autoptr(GString) input =
			g_string_new(seeds[draw(&state, G_N_ELEMENTS(seeds))]);

		for (uint32_t n = draw(&state, MAX_CHANGES); n > 0; n--)
			change(input, &state);
		run_input(input->str, input->len);
	}
}

static bool run_file(const char *path)
{
	g_autofree char *bytes = NULL;
	gsize size;

	if (!g_file_get_contents(path, &bytes, &size, NULL)) {
		fprintf(stderr, "cannot read '%s'\n", path);
		return false;
	}
	run_input(bytes, size);
	return true;
}

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		if (!run_file(argv[i]))
			return 2;
	if (argc > 1)
		return 0;
	run_all();
	printf("1..1\nok 1 - %d inputs\n", N_INPUTS);
	return 0;
}
