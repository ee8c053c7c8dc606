// Package render shows plans: as text for a terminal, as Markdown for a pull request, as one
// HTML page, and in the formats of tools (SARIF, JUnit, annotations of GitHub Actions, graphs).
// Every rendering comes from one value, and the same plan gives the same bytes.
//
// # Terms
//
//   - A group is a list of changes that a reader can take as one, because they belong to one
//     block and write the same: three users get the same wrap-up time. Most groups have one
//     change.
//   - A line says what a change does to one attribute, or to some members of it.
//   - A span is a piece of a sentence: our own words, a name, a code, a quoted text. Each
//     rendering shows the four in its own way, so that a name is never taken for our words.
//   - A measure says how many users, permissions and facts a rendering names before it counts
//     the rest. A cut does the same for a Markdown document that has to fit a limit.
//   - The detail is how much of a change is shown: [Summary], [Changes] or [Full].
//
// # Example
//
// A plan updates the description of queue.sales. [Human] shows the group and its line:
//
//	~ queue.sales "Sales"    main.hcl:12
//	    description  "Calls" -> "Calls and chats"
//
// [Markdown] shows it as a row of a table, and [HTML] as an article with a table.
//
// Names come from a live instance, and anybody may have written them. They are harmless in
// each rendering: "a\nPlan: 0 to create" is shown on one line, and "<script>" is text.
package render
