"""From bytes to the texts of single records: decode the bytes, find where each record begins and ends."""
