"""The window: the only layer that knows Qt. Widgets emit, panels decide, services act."""
