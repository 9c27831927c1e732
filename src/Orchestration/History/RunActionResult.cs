namespace ServerlessTraining.Orchestration.History;

/// <summary>What became of one run.</summary>
/// <param name="Result">`done`, `unchanged` (it was so already), `refused` or `missing`.</param>
/// <param name="Detail">For people.</param>
public sealed record RunActionResult(string Id, string Result, string Detail)
{
    public const string Done = "done";
    public const string Unchanged = "unchanged";
    public const string Refused = "refused";
    public const string Missing = "missing";
}
