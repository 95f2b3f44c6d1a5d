// Before each test file of the project "embedded": whatever the developer's own environment says.
delete process.env.DATABASE_URL
