using ServerlessTraining.LocalEngine.History;

namespace ServerlessTraining.LocalEngine.Store;

/// <summary>The events of one commit as one text: a line of JSON each (JSON strings hold no line breaks).</summary>
internal static class HistoryLines
{
    public static string Write(IEnumerable<HistoryEvent> events) => string.Join('\n', events.Select(HistoryJson.Write));

    public static IEnumerable<HistoryEvent> Read(string? text) => string.IsNullOrEmpty(text) ? [] : text.Split('\n').Select(HistoryJson.Read);
}
