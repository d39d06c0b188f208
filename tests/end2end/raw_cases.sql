-- The rows of a workspace file as two plain tables: c, one row per case, and r, one row per referral.
-- opened(number, place, value) opens what is sealed in a case. Moments become seconds since 1970, since the
-- file writes them with and without parts of a second.

CREATE TEMP TABLE raw AS
SELECT
  number, status, channel, received_at_utc, asked_at_utc, answered_at_utc,
  opened(number, 'case_file|request|' || number, request) AS request,
  opened(number, 'case_file|stops|' || number, stops) AS stops,
  (SELECT max(at_utc) FROM case_event WHERE case_number = f.number AND kind = 'closed') AS closed_at_utc,
  (SELECT opened(case_number, 'case_paper|content|' || id, content) FROM case_paper
   WHERE case_number = f.number AND kind = 'outcome' ORDER BY version DESC LIMIT 1) AS outcome,
  (SELECT opened(case_number, 'case_paper|content|' || id, content) FROM case_paper
   WHERE case_number = f.number AND kind = 'referrals' ORDER BY version DESC LIMIT 1) AS referrals
FROM case_file f;

CREATE TEMP TABLE c AS
SELECT
  number, status, channel,
  CAST(strftime('%s', received_at_utc) AS INTEGER) AS received,
  CAST(strftime('%s', answered_at_utc) AS INTEGER) AS answered,
  CAST(strftime('%s', closed_at_utc) AS INTEGER) AS closed,
  strftime('%s', answered_at_utc) - strftime('%s', coalesce(asked_at_utc, received_at_utc)) AS gross,
  strftime('%s', answered_at_utc) - strftime('%s', coalesce(asked_at_utc, received_at_utc)) - (
    SELECT coalesce(sum(strftime('%s', json_extract(value, '$[2]')) - strftime('%s', json_extract(value, '$[0]'))), 0)
    FROM json_each(stops)
  ) AS net,
  (SELECT json_extract(value, '$.limit') FROM json_each(request, '$.requirements')
   WHERE json_extract(value, '$.criterion') = 'plot_area') AS area,
  coalesce((SELECT json_extract(value, '$.limit') FROM json_each(request, '$.requirements')
   WHERE json_extract(value, '$.criterion') = 'segment'), '[""]') AS segments,
  json_extract(outcome, '$.kind') AS outcome,
  json_extract(outcome, '$.decided_on') AS day,
  json_extract(outcome, '$.municipality_code') AS place,
  json_extract(outcome, '$.jobs') AS jobs,
  json_extract(outcome, '$.investment_eur') AS money,
  json_extract(outcome, '$.distance_km') AS km,
  json_extract(outcome, '$.comes_from_outside') AS outside,
  json_extract(outcome, '$.lost_reason') AS reason,
  (SELECT json_extract(value, '$.limit') FROM json_each(request, '$.requirements')
   WHERE json_extract(value, '$.criterion') = 'floor_area') AS floor
FROM raw;

-- What is left of each case that was erased: its figures, which lie open, and when it was erased.
INSERT INTO c
SELECT
  number, json_extract(digest, '$.status'), json_extract(digest, '$.channel'),
  CAST(strftime('%s', json_extract(digest, '$.received_at_utc')) AS INTEGER),
  CAST(strftime('%s', json_extract(digest, '$.answered_at_utc')) AS INTEGER),
  CAST(strftime('%s', coalesce(json_extract(digest, '$.closed_at_utc'), erased_at_utc)) AS INTEGER),
  json_extract(digest, '$.gross_s'), json_extract(digest, '$.net_s'), json_extract(digest, '$.wanted_area_m2'),
  replace(json_extract(digest, '$.segments'), '[]', '[""]'),
  json_extract(digest, '$.outcome'), json_extract(digest, '$.decided_on'),
  json_extract(digest, '$.municipality_code'), json_extract(digest, '$.jobs'),
  json_extract(digest, '$.investment_eur'), json_extract(digest, '$.distance_km'),
  json_extract(digest, '$.comes_from_outside'), json_extract(digest, '$.lost_reason'),
  json_extract(digest, '$.wanted_floor_m2')
FROM erased_case;

CREATE TEMP TABLE r AS
SELECT
  CAST(strftime('%s', json_extract(value, '$.made_at_utc')) AS INTEGER) AS at,
  json_extract(value, '$.from_municipality_code') AS giver,
  json_extract(value, '$.to.kind') AS kind,
  json_extract(value, '$.to.id') AS taker,
  json_extract(value, '$.is_accepted') AS accepted
FROM raw, json_each(raw.referrals)
WHERE json_extract(value, '$.is_taken_back') IS NOT 1;

INSERT INTO r
SELECT
  CAST(strftime('%s', json_extract(value, '$.made_at_utc')) AS INTEGER),
  json_extract(value, '$.from_municipality_code'),
  json_extract(value, '$.to_kind'), json_extract(value, '$.to_id'), json_extract(value, '$.is_accepted')
FROM erased_case, json_each(erased_case.digest, '$.referrals');
