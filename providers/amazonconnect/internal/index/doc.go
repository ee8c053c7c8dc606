// Package index turns the ids of objects into their names and back.
//
// An [Index] holds the objects of one kind. It is loaded when it is first asked, and again
// for what it does not know; meanwhile it follows what the client itself writes, as lists
// may lag behind.
//
// For example, a hierarchy group "EMEA/London" is below "EMEA". After Put(id of EMEA,
// "Europe") the group has the name "Europe/London", and "EMEA/London" is loaded again
// before it is called unknown.
package index
