"""The views of the database: questions that are asked of the tables again and again."""

from __future__ import annotations

VIEWS = {
    # One record for each page of the site: the latest, where several crawls have it.
    "elections": """
CREATE VIEW elections AS
SELECT * FROM records AS one
WHERE record_id IS NULL OR NOT EXISTS (
  SELECT 1 FROM records AS later
  WHERE later.record_id = one.record_id
    AND (ifnull(later.source_crawl_date, ''), ifnull(later.modified_record, ''), later.rowid)
      > (ifnull(one.source_crawl_date, ''), ifnull(one.modified_record, ''), one.rowid)
)""",
    # The rows of results with what they are results of.
    "results_wide": """
CREATE VIEW results_wide AS
SELECT e.label, e.date, e.year, e.alpha3, e.country, e.kind AS election_kind, e.status, e.contest_name, e.round,
  t.place, t.heading, t.question, r.*, e.cast_votes, e.valid_votes, e.source_url
FROM results AS r
JOIN result_tables AS t USING (record_key, result_no)
JOIN elections AS e USING (record_key)""",
    # Shares of votes and seats in the party tables of the results block, and what the share of votes is of.
    "party_shares": """
CREATE VIEW party_shares AS
WITH sums AS (
  SELECT record_key, result_no, sum(votes) AS votes_in_table, sum(seats_won) AS seats_in_table,
    count(*) AS rows, count(votes) AS rows_with_votes, count(seats_won) AS rows_with_seats
  FROM results GROUP BY record_key, result_no
)
SELECT r.record_key, r.result_no, r.row_no, r.alpha3, r.country, r.date, r.year, r.contest_name, r.name, r.acronym,
  r.aggregate, r.votes, r.seats_won, s.rows, s.rows_with_votes, s.rows_with_seats, s.votes_in_table, s.seats_in_table,
  100.0 * r.votes / nullif(s.votes_in_table, 0) AS percent_of_votes_in_table,
  coalesce(r.vote_percent, 100.0 * r.votes / nullif(r.valid_votes, 0)) AS vote_share,
  CASE WHEN r.vote_percent IS NOT NULL THEN 'printed'
    WHEN r.votes IS NOT NULL AND r.valid_votes > 0 THEN 'of valid votes' END AS vote_share_from,
  100.0 * r.seats_won / nullif(s.seats_in_table, 0) AS seat_share, r.doubt
FROM results_wide AS r
JOIN sums AS s USING (record_key, result_no)
WHERE r.kind = 'party' AND r.place = 'results'""",
    # Gallagher's index, and the effective number of parties, where every row of a table has its votes and its seats.
    "disproportionality": """
CREATE VIEW disproportionality AS
SELECT record_key, result_no, alpha3, country, date, year, contest_name, rows,
  sqrt(0.5 * sum((percent_of_votes_in_table - seat_share) * (percent_of_votes_in_table - seat_share))) AS gallagher,
  10000.0 / sum(percent_of_votes_in_table * percent_of_votes_in_table) AS effective_parties_by_votes,
  10000.0 / sum(seat_share * seat_share) AS effective_parties_by_seats
FROM party_shares
WHERE rows > 1 AND rows_with_votes = rows AND rows_with_seats = rows AND votes_in_table > 0 AND seats_in_table > 0
GROUP BY record_key, result_no""",
    # Turnout as the text gives it, and as its counts do.
    "turnout": """
CREATE VIEW turnout AS
SELECT record_key, alpha3, country, date, year, kind, contest_name, cast_votes, registered_voters, turnout_percent,
  100.0 * cast_votes / nullif(registered_voters, 0) AS turnout_of_counts, doubt, source_url
FROM elections
WHERE turnout_percent IS NOT NULL OR (cast_votes IS NOT NULL AND registered_voters > 0)""",
    # The values that a person should look at, with their place in the text.
    "doubtful_values": """
CREATE VIEW doubtful_values AS
SELECT e.label, d.severity, d.effect, d.code, d.message, d.about_table, d.about_path, d.about_column, d.path,
  e.source_path, d.line, d.column, e.source_url, d.record_key
FROM diagnostics AS d
JOIN elections AS e USING (record_key)
WHERE d.severity <> 'info' AND d.effect <> 'noted'""",
}
