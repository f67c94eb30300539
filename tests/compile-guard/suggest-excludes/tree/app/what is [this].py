{
 "cells": [,], "nbformat": 4
}
