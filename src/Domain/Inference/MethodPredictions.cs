namespace ServerlessTraining.Domain.Inference;

/// <summary>What a model's members forecast by one method, or the reason why there is no such forecast.</summary>
public sealed class MethodPredictions
{
    private MethodPredictions(IReadOnlyList<MemberPredictions> members, string? absence)
    {
        Members = members;
        Absence = absence;
        UsesReturns = members.Count > 0 && members.All(member => member.HasReturns);
    }

    /// <summary>Empty when absent.</summary>
    public IReadOnlyList<MemberPredictions> Members { get; }

    /// <summary>Null when the forecast is there.</summary>
    public string? Absence { get; }

    /// <summary>Whether the direction and its size are read from expected returns; otherwise from probabilities. Returns win where members have both:
    /// they carry a size, and the probabilities still vote on how much the members agree.</summary>
    public bool UsesReturns { get; }

    /// <summary>All members must forecast returns, or all must forecast probabilities: what they say is put together.</summary>
    public static MethodPredictions Of(params IReadOnlyList<MemberPredictions> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        if (members.Count == 0) throw new ServerlessTrainingException("A method needs at least one member; where a model has none, say why with MethodPredictions.Absent.");
        if (!members.All(member => member.HasReturns) && !members.All(member => member.HasProbabilities))
        {
            throw new ServerlessTrainingException(
                "The members of a method must all forecast returns or all forecast probabilities, but " +
                $"{Names(members.Where(member => !member.HasReturns))} forecast no returns and {Names(members.Where(member => !member.HasProbabilities))} no probabilities.");
        }

        if (members.GroupBy(member => member.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ServerlessTrainingException($"The member name '{twice.Key}' is there {twice.Count()} times in one method; names must differ.");
        }

        return new MethodPredictions([.. members], null);
    }

    /// <param name="reason">Shown wherever a figure of the method's strategies would stand.</param>
    public static MethodPredictions Absent(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return new MethodPredictions([], reason);
    }

    private static string Names(IEnumerable<MemberPredictions> members) => string.Join(", ", members.Select(member => $"'{member.Name}'"));
}
