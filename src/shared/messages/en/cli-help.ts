/** What `--help` says. */
export const cliHelp = {
  'cli.help': `Bulkhead loads spreadsheets into Salesforce and accounts for every row.

Usage
  bulkhead load      --file F --object O --operation insert|update|upsert|delete --out DIR ORG [options]
  bulkhead resume    [LOAD] ORG [--out DIR]
  bulkhead resubmit  LOAD --file FIXED.csv ORG [--settle …] [--out DIR]
  bulkhead resubmit  LOAD --settle ROW|all=created|not-created
  bulkhead stop      LOAD [ORG] [--out DIR]
  bulkhead export    --soql Q | --object O --fields A,B  --out F.csv|F.xlsx ORG [--all] [--yes]
  bulkhead show      LOAD [--json] [--recipe]
  bulkhead jobs      [--json]
  bulkhead orgs      [--json]
In a checkout: npm run --silent cli -- load …

ORG is one of
  --org NAME                     an org this computer is signed in to: its name, user name or id
  --instance-url URL --access-token-env VAR
                                 an org by its address and the environment variable that holds an access token;
                                 https, or plain http on this computer

What to load
  --file F                       a workbook (.xlsx, .xls, .ods) or a text file, with a header row
  --object O                     API name of the object
  --operation OP                 insert, update, upsert or delete
  --external-id X                upsert: the field that decides between new and existing
  --mapping M.json               which column goes to which field, as in the example below; without it, headers match
                                 API names, then labels
  --recipe R.json                mapping, options and type of org in one file; “show LOAD --recipe” writes one

How to read it
  --sheet S                      of a workbook: the sheet, by name or number, or a table or named range by its name;
                                 without it the first sheet with rows
  --delimiter D                  auto, comma, semicolon, tab, pipe, caret or backquote
  --encoding E                   auto, utf-8, utf-16le, utf-16be, windows-1250 to windows-1257, iso-8859-1, -2 or -15,
                                 macintosh, cp437, cp850, cp852, shift_jis, gbk, gb18030, big5, euc-kr; where auto
                                 can't tell, the file is refused and the ways that fit are named
  --blank keep|clear             what an empty cell does to its field; keep is usual
  --date-order ymd|dmy|mdy       how dates such as 03/04/2025 are read; asked for only where no row decides it
  --decimal dot|comma            the mark before decimals, as in 1.234; asked for only where no row decides it
  --century-from YEAR            the first of the hundred years that two-digit years are of, such as 1930; asked for only
                                 where a year from 30 to 69 leaves it open
  --time-zone Area/City          zone of times that name none; without it the time zone of your Salesforce user
  --error-cells blank|clear|text cells such as #N/A; without it their rows are held
  --strict                       send nothing when a single row has to be held
Dates, times and numbers are read per column, in the one way all its rows allow, and go in Salesforce’s form; what is
in that form already, as the cells of a workbook are, stays as it is. A column that reads two ways is refused until an
option decides; a single cell that can’t be read holds its row.

How to send it
  --api auto|2.0|1.0|collections which API of Salesforce; auto chooses and says why
  --mode parallel|serial         serial sends one batch after the other, by Bulk API 1.0
  --batch-size N                 rows in a batch, by Bulk API 1.0
  --trace-field F                a text field, free to be written, that takes the key of each row (LOAD-ROW), so
                                 that each result of Bulk API 2.0 names its row
  --confirm-rows N               the number of rows to send; needed to delete, and to write many rows to production
  --yes                          answers ordinary questions, such as whether an export may replace a file; it never
                                 stands for --confirm-rows
  --give-up-after SECONDS        how long an org may be silent before the load is left for later; 300 is usual

How to send rows again
  --file FIXED.csv               failed.csv, mended, or any file with the column _row; columns it lacks keep their values
  --settle ROW=created           what you found in the org of a row without a verdict: created, or not-created; “all”
                                 in place of ROW is every such row that is not named. Without --file it is written
                                 down, and nothing is sent

Output
  --out DIR                      ledger.csv, succeeded.csv, failed.csv, not-processed.csv and report.json
  --json                         the last line of the output is one JSON object
  The first line on the error channel is “load LOAD pid PID”. A signal to that process leaves the load; “resume” takes
  it up again.

Network
  HTTPS_PROXY, NO_PROXY          the proxy to go through, with its user name and password where it wants them
                                 (http://user:password@proxy:8080), and hosts to reach without it; ALL_PROXY also counts
  NODE_EXTRA_CA_CERTS            a file of further certificate authorities, such as the company’s own

Exit codes
  0  every row succeeded
  1  finished and balanced, and some row did not succeed
  2  this command wrote nothing to the org
  3  recorded and not finished: resume it

Examples
  bulkhead load --file contacts.csv --object Contact --operation upsert --external-id Legacy_Id__c \\
    --org "Acme Sandbox" --out results --json
  bulkhead load --file old.csv --object Contact --operation delete --confirm-rows 120 \\
    --instance-url https://acme.my.salesforce.com --access-token-env SF_TOKEN --out deleted
  bulkhead resubmit LOAD --file results/failed.csv --org "Acme Sandbox"
  bulkhead resubmit LOAD --settle all=not-created --settle 17=created
  bulkhead load --file members.xlsx --sheet "New members" --object Contact --operation insert \\
    --org "Acme Sandbox" --out members
  bulkhead resume --org "Acme Sandbox" --json
  bulkhead export --soql "SELECT Id, Name FROM Account" --org "Acme Sandbox" --out accounts.csv
A mapping: '{' "Customer": "Name", "Parent Ref": "Account.Ext__c", "Notes": null '}'
and, where a column needs its own reading: "Start": '{' "field": "Start__c", "dateOrder": "dmy" '}', with dateOrder,
decimalMark, timeZone, centuryFrom or errorCells; and, where a spreadsheet changed its values, "repairs":
[ '{' "kind": "id-case" '}' ], with id-case, short-ids, serial-dates, days-1904, formula-text,
invisible, or lost-zeros and its width

BULKHEAD_HOME moves everything the program keeps to another folder.`,
} as const;
