namespace ServerlessTraining.Domain.Features;

/// <summary>Finds one of a few named things; the error lists them all.</summary>
internal static class ByName
{
    public static T Find<T>(string? name, IReadOnlyList<T> all, Func<T, string> nameOf, string what, string whatMany)
        where T : class =>
        all.FirstOrDefault(item => string.Equals(nameOf(item), name?.Trim(), StringComparison.OrdinalIgnoreCase))
        ?? throw new ServerlessTrainingException($"'{name}' is not a {what}. The {whatMany} are {string.Join(", ", all.Select(nameOf))}.");
}
