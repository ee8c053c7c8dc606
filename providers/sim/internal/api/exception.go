package api

import (
	"errors"
	"fmt"
	"net/http"
)

// An Exception is an error that the service would answer with: one of the model,
// or one that every AWS service has.
type Exception struct {
	Name    string
	Message string
	Extra   Members // further members of its shape
	Retry   string  // the header Retry-After; may be empty
}

// Error is the exception's name and message.
func (e *Exception) Error() string { return e.Name + ": " + e.Message }

// CommonStatus is the HTTP status of exceptions that the model does not list
// ("Common errors" in the Amazon Connect API reference).
var CommonStatus = map[string]int{
	"ExpiredTokenException":               http.StatusForbidden,
	"IncompleteSignatureException":        http.StatusForbidden,
	"InvalidSignatureException":           http.StatusForbidden,
	"MissingAuthenticationTokenException": http.StatusForbidden,
	"RequestEntityTooLargeException":      http.StatusRequestEntityTooLarge,
	"TooManyRequestsException":            http.StatusTooManyRequests,
	"UnknownOperationException":           http.StatusNotFound,
	InternalServiceException:              http.StatusInternalServerError,
}

// The names of exceptions that code compares.
const (
	InternalServiceException  = "InternalServiceException"
	ThrottlingException       = "ThrottlingException"
	InvalidParameterException = "InvalidParameterException" // a value is wrong
	InvalidRequestException   = "InvalidRequestException"   // the request itself is
	ResourceNotFoundException = "ResourceNotFoundException"
)

// InvalidParameter refuses a value of a request.
func InvalidParameter(format string, args ...any) error {
	return &Exception{Name: InvalidParameterException, Message: fmt.Sprintf(format, args...)}
}

// InvalidRequest refuses a request as a whole.
func InvalidRequest(format string, args ...any) error {
	return &Exception{Name: InvalidRequestException, Message: fmt.Sprintf(format, args...)}
}

// AccessDenied refuses what nobody may do.
func AccessDenied(format string, args ...any) error {
	return &Exception{Name: "AccessDeniedException", Message: fmt.Sprintf(format, args...)}
}

// NotFound says that no object has the id.
func NotFound(what, id string) error {
	return &Exception{Name: ResourceNotFoundException, Message: fmt.Sprintf("No %s has the id %q.", what, id)}
}

// Duplicate says that the name is taken.
func Duplicate(what, name string) error {
	return &Exception{Name: "DuplicateResourceException", Message: fmt.Sprintf("A %s with the name %q exists.", what, name)}
}

// LimitExceeded says that a quota is used up.
func LimitExceeded(format string, args ...any) error {
	return &Exception{Name: "LimitExceededException", Message: fmt.Sprintf(format, args...)}
}

// AsException is the exception to answer an error with. An error that is none, and that
// is not about the form of a request either, is an error of the service.
//
// Assumption: what is wrong with a request's form (no JSON, a wrong type, a
// member that is missing) is an InvalidRequestException, and a value outside its
// bounds an InvalidParameterException.
func AsException(err error) *Exception {
	var e *Exception
	var i *invalidValue
	switch {
	case errors.As(err, &e):
		return e
	case errors.As(err, &i) && i.Malformed:
		return &Exception{Name: InvalidRequestException, Message: i.Error()}
	case errors.As(err, &i):
		return &Exception{Name: InvalidParameterException, Message: i.Error()}
	}
	return &Exception{Name: InternalServiceException, Message: err.Error()}
}
