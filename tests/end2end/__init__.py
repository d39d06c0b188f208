"""The main job from request to advice."""
