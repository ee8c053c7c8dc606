package sim

import (
	"fmt"
	"net/http"
)

// An exception is an error that the service would answer with: one of the model,
// or one that every AWS service has.
type exception struct {
	name    string
	message string
	extra   members // further members of its shape
	retry   string  // the header Retry-After; may be empty
}

// Error is the exception's name and message.
func (e *exception) Error() string { return e.name + ": " + e.message }

// commonStatus is the HTTP status of exceptions that the model does not list
// ("Common errors" in the Amazon Connect API reference).
var commonStatus = map[string]int{
	"ExpiredTokenException":               http.StatusForbidden,
	"IncompleteSignatureException":        http.StatusForbidden,
	"InvalidSignatureException":           http.StatusForbidden,
	"MissingAuthenticationTokenException": http.StatusForbidden,
	"RequestEntityTooLargeException":      http.StatusRequestEntityTooLarge,
	"TooManyRequestsException":            http.StatusTooManyRequests,
	"UnknownOperationException":           http.StatusNotFound,
	internalService:                       http.StatusInternalServerError,
}

const internalService = "InternalServiceException"

const (
	invalidParameter = "InvalidParameterException" // a value is wrong
	invalidRequest   = "InvalidRequestException"   // the request itself is
	resourceNotFound = "ResourceNotFoundException"
)

func invalid(format string, args ...any) error {
	return &exception{name: invalidParameter, message: fmt.Sprintf(format, args...)}
}

func badRequest(format string, args ...any) error {
	return &exception{name: invalidRequest, message: fmt.Sprintf(format, args...)}
}

func accessDenied(format string, args ...any) error {
	return &exception{name: "AccessDeniedException", message: fmt.Sprintf(format, args...)}
}

func notFound(what, id string) error {
	return &exception{name: resourceNotFound, message: fmt.Sprintf("No %s has the id %q.", what, id)}
}

func duplicate(what, name string) error {
	return &exception{name: "DuplicateResourceException", message: fmt.Sprintf("A %s with the name %q exists.", what, name)}
}

func limitExceeded(format string, args ...any) error {
	return &exception{name: "LimitExceededException", message: fmt.Sprintf(format, args...)}
}

// inUse refuses to delete an object that another one refers to by a member.
//
// Assumption: ResourceType and ResourceId name the object that is in use. The
// model's enumeration of types lacks several kinds; they get a word of the same
// form.
func (t *tx) inUse(o *object, holder, member string) error {
	named := "another object"
	for _, k := range kinds() {
		h, err := t.find(k, holder)
		if err == nil {
			named = fmt.Sprintf("the %s %q", k.noun, h.name)
		}
	}
	return &exception{
		name:    "ResourceInUseException",
		message: fmt.Sprintf("The %s %q cannot be deleted: %s of %s refers to it.", o.kind.noun, o.name, member, named),
		extra:   members{"ResourceType": o.kind.resourceType, "ResourceId": t.arn(o)},
	}
}
