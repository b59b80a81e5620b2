"""How each event changes the room, one file per theme; decisions has the same names.

Every function gets the room already stamped with the entry's number and moment (`room.seq`, `room.at`).
"""
