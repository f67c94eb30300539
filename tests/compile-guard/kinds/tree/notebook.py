{
 "cells": [],
 "metadata": {},
 "nbformat": 4,,
 "nbformat_minor": 2
}
