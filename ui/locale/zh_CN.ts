<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>CommandPalette</name>
    <message>
        <source>Find an action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of an action, in Chinese, English or pinyin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Actions found</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Open a survey</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a new survey</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the demonstration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the survey</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compute the estimates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the estimates…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the report in English…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the report in Chinese…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the chosen report again…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import a file with all sales…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import a file with subsidised sales only…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the sampling plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import a frame…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw the sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make an invented frame for practice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compute the weights</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>A fault in the program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last step could not be finished because of a fault in the program. What was saved before stays saved. You can go on working; if it happens again, restart the program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please send the details below to whoever looks after the program. Read them first: the last line may quote a value from the survey.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EstimatesPage</name>
    <message>
        <source>Estimates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dot: the estimate; whisker: its 95 % interval; for districts the thin second whisker holds for all of them at once, and their verdicts use it. The vertical line is the target. Met: the whole interval lies on the right side; not met: on the wrong side; not distinguishable: the target lies inside. n is the number of interviews, deff how much the design widens the interval.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Indicator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Don&apos;t know counts as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Domain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Estimate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are newer weights: compute the estimates.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Estimates computed at %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights are there; estimates are not computed yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No weights yet, so no estimates.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no estimates yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They come from the weights, the sales and the shelf audits that are in the survey, each with its interval and its verdict.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computing the estimates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables (*.xlsx *.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the estimates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exporting the estimates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The estimates were computed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” was saved.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FigureView</name>
    <message>
        <source>Pictures (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drawings (*.svg)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as PNG…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as SVG…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” was saved.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FileActions</name>
    <message>
        <source>Open a survey</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the new survey goes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A folder for the demonstration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making the demonstration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Surveys (*.survey)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Everything in this survey is invented: demonstration data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Public survey</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Close this message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NewSurveyDialog</name>
    <message>
        <source>A new survey</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the survey</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Statutory survey with an approval number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Consent of each respondent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not encrypt (for practice only)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the wave, for example 2025.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type your name: the journal says who did what.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The passphrase needs at least 8 characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The two passphrases differ.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wave</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Legal basis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Form number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Approval number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Loading…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More actions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Overview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Questionnaire</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sampling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exchange</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Estimates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PassphraseDialog</name>
    <message>
        <source>Open “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>May stay empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the passphrase.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Unfold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RailButton</name>
    <message>
        <source>empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>needs attention</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReportPage</name>
    <message>
        <source>Report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report is one HTML file that prints well: verdicts, interval plots against the target, the three readings of “don&apos;t know”, coverage, method, response and limits. The survey keeps the bytes of every report made, so that it can be proved later what was published.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verdicts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reports made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Indicator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Estimate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 reports made, the last at %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The estimates are there; the report can be made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No estimates yet, so nothing to report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to report yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report is made from the estimates; compute them first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the estimates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No report was made yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The indicators in percent, each against its own target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pages (*.html)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” was saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>falls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Percent</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RetailPage</name>
    <message>
        <source>Retail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A sales file must hold all sales of its stores, not only the subsidised ones; else it cannot be the denominator. The share counts grades 1 and 2 among all graded classes, by units and by value. The shelf audit counts models: one that fails is enough for “not met”, and the failing models are listed by name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Energy-saving share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Water devices that fail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files imported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grade on the label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outlets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Holds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imported at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grades 1–2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without grade</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No sales file imported yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 files with %2 sales.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not all of them hold all sales: no share can be given.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No sales and no shelf audit yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the stores for a table of all their sales of household appliances (xlsx or csv) and import it here. Shelf audits arrive with the surveyors&apos; packages.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No sales file yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of the %1 models audited fails.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No shelf audit yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of grades 1–2 in units sold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables (*.xlsx *.xls *.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import a sales file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Importing the sales</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 rows were imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all sales</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>subsidised sales only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Percent of units sold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target 50 %</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SamplingPage</name>
    <message>
        <source>Sampling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The plan says how many interviews each district gets: one for every thousand residents. Half-width is how far the printed 95 % interval will reach to either side of 80 %; detectable is the smallest distance from the target that the sample can tell from it. Communities are drawn with probability proportional to size, households systematically within them. The seed is kept, so a draw can be repeated exactly.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interviews wanted and how sharp they are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>District</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interviews</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Half-width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Detectable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Communities drawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Households drawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No sampling plan yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 interviews planned; no frame to draw from yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 interviews planned; the sample is not drawn yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 interviews planned and the sample drawn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no sampling plan yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The plan gives every district its share of interviews and shows beforehand how sharp the figures will be.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Half-width of the 95 % interval by district</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making the plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import a frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables (*.csv *.xlsx)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imported from %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Importing the frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inventing a frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drawing the sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The plan is made; next comes the frame.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The frame is here; the sample can be drawn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 households were drawn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points to either side</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>Opening the survey</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message>
        <source>Close the panel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Public surveys of a city</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From census margins and a questionnaire to interviews, weights and a report, in one survey file on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a new survey…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a survey…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the demonstration…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opened lately</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TableView</name>
    <message>
        <source>Loading…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search this table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter by column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy with headers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing here yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No row fits the search.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 rows</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TaskBar</name>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WeightsPage</name>
    <message>
        <source>Weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The base weight is one over the probability of being drawn. Then come eligibility, non-response within strata, raking to the margins of each district, and trimming. The design effect by Kish says how much the uneven weights cost: effective n is the size of an even sample that would be as sharp.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sum of weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smallest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Median</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>deff (Kish)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Effective n</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>District</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Category</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interviews</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wanted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unweighted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weighted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Population</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights computed at %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 interviews are waiting for their weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No interviews to weigh yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no weights yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Once interviews have been merged and checked, weights make them stand for the adults of every district.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weighting found nothing amiss.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Education and occupation: sample and population, the whole city</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computing the weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights for %1 interviews were computed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the estimates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Base</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Eligibility</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Non-response</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trimming</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
