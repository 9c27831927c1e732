namespace ServerlessTraining.Domain.Documents;

/// <summary>The kinds of single values that JSON and YAML share.</summary>
public enum DocumentScalarKind
{
    Null,
    Boolean,
    Number,
    Text,
}
