"""A check-up: is all there that onrecord needs here, and does it read and keep as it should?"""
