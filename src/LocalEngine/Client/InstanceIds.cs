using ServerlessTraining.LocalEngine.Store;

namespace ServerlessTraining.LocalEngine.Client;

/// <summary>The ids that the Functions host takes (Azure/azure-functions-durable-extension, ContextImplementations/DurableClient.cs).</summary>
internal static class InstanceIds
{
    private const int Longest = 256;

    // A row key of Azure Tables has 1 KiB; other parts of the key need some of it.
    private const int LongestKey = 400;

    /// <summary>What is wrong with the id, or null.</summary>
    public static string? Fault(string? id)
    {
        if (string.IsNullOrEmpty(id)) return "The instance id is empty. Give it 1 to 256 characters, or none at all to get a new one.";
        if (id.Length > Longest) return $"The instance id '{id[..20]}...' has {id.Length} characters; 1 to {Longest} are allowed.";
        if (id[0] == '@') return $"The instance id '{id}' begins with '@', which is kept for entities. Begin it with another character.";
        if (id.Any(c => c is '/' or '\\' or '#' or '?' || char.IsControl(c))) return $"The instance id '{id}' has one of / \\ # ? or a control character. Leave them out.";
        if (RowKeys.Escaped(id).Length > LongestKey)
            return $"The instance id '{id[..20]}...' is too long for a row key, because some of its characters take five. Use fewer of | ~ % + ' or pictographs.";
        return null;
    }

    public static void Check(string? id)
    {
        if (Fault(id) is { } fault) throw new LocalEngineException(fault);
    }
}
