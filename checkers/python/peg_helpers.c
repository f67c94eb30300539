/* peg_helpers - what actions of python.peg call by name. */

#include <config.h>

#include "cleanup.h"
#include "peg.h"

const struct peg_helper peg_helpers[] = {
	{NULL, NULL},
};
