"""The desk: the same questions as the command's, as pages a browser shows. Nothing here is loaded before `serve`."""
