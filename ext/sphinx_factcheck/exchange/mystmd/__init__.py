"""For mystmd, the engine of Jupyter Book 2: what a page is told of its letter, and the plugin that asks for it."""
