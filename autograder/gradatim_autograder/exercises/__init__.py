"""The exercises: one package a chapter, one module an exercise."""
