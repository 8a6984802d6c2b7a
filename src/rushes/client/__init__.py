"""The client's half of the API: everything a skill tells an agent to do, against any server that speaks it.

whoami      where the server is, who we are          routing    words -> export, credits, status, upload or a turn
calls       one call: token, 429, errors             events     an event stream as it comes -> what it tells
sessions    begun, found, looked at                  turns      one thing said, never silent, never said twice
uploads     multipart, by address, in pieces (tus)   draft      the compact draft: rows, summary, what changed
exports     asked for, waited for, fetched           gui        "click the export button" -> what it means here
"""
