using System.Reflection;
using System.Text.Json.Serialization;

namespace ServerlessTraining.LocalEngine.History;

/// <summary>The stored names of the events.</summary>
internal static class HistoryKinds
{
    public static IReadOnlySet<string> Known { get; } =
        new SortedSet<string>(typeof(HistoryEvent).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(kind => (string)kind.TypeDiscriminator!), StringComparer.Ordinal);
}
