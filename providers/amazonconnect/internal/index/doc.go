// Package index turns the ids of objects into their names and back.
//
// The API of Amazon Connect refers to objects by ids, and a configuration by names. An [Index]
// has both, for the objects of one kind. It is loaded when it is first asked, and again when it
// is asked for something that it does not know. In between it follows what the client itself
// writes, because a list may lag behind.
//
// For example, the hierarchy group EMEA/London is below EMEA, and the client renames EMEA to
// Europe. Put tells the index, which knows the group as Europe/London from then on. When
// somebody asks for EMEA/London, the index is loaded again before the answer is that there is
// no such group.
package index
