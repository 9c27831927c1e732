using ServerlessTraining.Orchestration.Http;

namespace ServerlessTraining.Orchestration.OpenApi;

/// <summary>An HTTP function as its caller sees it.</summary>
/// <param name="Name">Of the function.</param>
/// <param name="Verbs">In lower case.</param>
/// <param name="Route">Without the prefix, as the trigger has it.</param>
/// <param name="NeedsKey">Whether strangers are refused.</param>
/// <param name="Query">In the order in which they are read.</param>
/// <param name="Headers">Beside the key's.</param>
/// <param name="Bodies">Empty where none is read.</param>
/// <param name="Answers">Of success.</param>
public sealed record ApiOperation(
    string Name, IReadOnlyList<string> Verbs, string Route, bool NeedsKey, IReadOnlyList<QueryParameter> Query, IReadOnlyList<QueryParameter> Headers,
    IReadOnlyList<BodyAttribute> Bodies, IReadOnlyList<AnswerAttribute> Answers);
