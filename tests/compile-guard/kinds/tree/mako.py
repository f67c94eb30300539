import os
% if debug:
import pdb
% endif
