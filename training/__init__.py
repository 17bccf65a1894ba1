"""How the models under `onrecord/engines/models` were made. Needs torch; users of onrecord never need to train."""
