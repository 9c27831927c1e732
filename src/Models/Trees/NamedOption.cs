using ServerlessTraining.Domain.Documents;

namespace ServerlessTraining.Models.Trees;

/// <summary>An option that people know by several names.</summary>
internal static class NamedOption
{
    public static T Option<T>(this MappingReader map, string name, string otherName, Func<DocumentValue, T> read, T otherwise)
    {
        bool given = false;
        T value = map.Optional(name, Read, otherwise);
        return map.Optional(otherName, Read, value);

        T Read(DocumentValue found)
        {
            if (given) found.Error($"this is another name of '{name}', which is there as well. Keep one of them");
            given = true;
            return read(found);
        }
    }
}
