// Package consolecsv reads the CSV files of users that the console of Amazon Connect takes and
// gives: its template for adding users in bulk, and its list of users.
//
// Its terms:
//
//   - A column has a name in the console, and names an attribute of a user.
//   - A cell that is empty says nothing: the attribute is not managed. Only in a file where some
//     user has tags, it says that the user has none.
//   - A stub is an object that the file only names, such as a routing profile.
//
// For example,
//
//	first name,user login,routing profile name,security_profile_name_1|security_profile_name_2
//	Ada,ada,Service,Agent|CallCenterManager
//
// is the user ada with two security profiles, and has the stubs routing_profile "Service",
// security_profile "Agent" and security_profile "CallCenterManager".
//
// # Sources
//
// The columns are those that the administrator guide lists ("Add users to Amazon Connect", "Add
// users in bulk from a CSV file") in its versions since 2021, and those of the template that
// public tools for bulk changes carry with them. The guide does not say what a cell of tags
// looks like, nor what the columns of the list of users are called. So tags are read in each
// form that can mean only one thing, and columns also by the words that the console has for
// them on its pages.
package consolecsv
