"""The rules: one folder for each mistake of the guide, one file for each rule."""
