"""The first page of each role: what should I do next?"""
