-- How much room a learner's drafts take is asked at every save; this answers it without reading their texts.
ALTER TABLE "Draft" ADD COLUMN "bytes" INTEGER NOT NULL GENERATED ALWAYS AS (octet_length("text")) STORED;
