"""What a release is made of: lists that agree with the code, a bill of materials, a container file, units."""
