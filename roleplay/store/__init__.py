"""What is kept between runs: attempts on disk, and the cache of compiled content.

Law of this room: it keeps finished values and gives them back as they were; it reads no content
file, judges nothing and prints nothing. Folders are for their owner alone (0700), files likewise
(0600), and a file is replaced whole or not at all. What can be made again (the cache) is dropped
at the first doubt; what cannot (an attempt) is never dropped.
"""
