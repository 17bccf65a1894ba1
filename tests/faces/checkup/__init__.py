"""What `onrecord doctor` finds, each kind of wrong."""
